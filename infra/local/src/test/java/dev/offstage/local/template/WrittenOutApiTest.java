package dev.offstage.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offstage.local.TestTemplate;
import dev.offstage.local.template.EventSource.HttpRoute;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenOutApiTest {
    private static final String API = """
            Transform: AWS::Serverless-2016-10-31
            Conditions:
              Never: !Equals [a, b]
            Resources:
              Function:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: a.B
                  Runtime: java25
                  AutoPublishAlias: live
              Api:
                Type: AWS::ApiGatewayV2::Api
                Properties:
                  ProtocolType: HTTP
              Stage:
                Type: AWS::ApiGatewayV2::Stage
                Properties:
                  ApiId: !Ref Api
                  StageName: $default
                  AutoDeploy: true
              Integration:
                Type: AWS::ApiGatewayV2::Integration
                Properties:
                  ApiId: !Ref Api
                  IntegrationType: AWS_PROXY
                  IntegrationUri: !Ref Function.Alias
                  PayloadFormatVersion: '2.0'
                  TimeoutInMillis: 5000
              First:
                Type: AWS::ApiGatewayV2::Route
                Properties:
                  ApiId: !Ref Api
                  RouteKey: GET /first
                  Target: !Sub integrations/${Integration}
                  AuthorizationType: AWS_IAM
              Second:
                Type: AWS::ApiGatewayV2::Route
                Condition: Never
                Properties:
                  ApiId: !Ref Api
                  RouteKey: GET /second
                  Target: !Sub integrations/${Integration}
            """;

    private static List<EventSource> events(String yaml) {
        return TemplateReader.read(yaml, Map.of()).functions().getFirst().events();
    }

    @Test
    void aRouteWhoseConditionDoesNotHoldIsNotThere() {
        assertThat(events(API)).containsExactly(new HttpRoute("GET /first", Duration.ofSeconds(5)));
        assertThat(events(API.replace("[a, b]", "[a, a]"))).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!Sub '${Function.Alias}'",
                "!GetAtt Function.Arn",
                "!Sub '${Function.Arn}:live'",
                "!Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Function.Arn}:live/invocations",
                "!Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Function.Alias}/invocations"
            })
    void anIntegrationNamesItsFunctionInAnyOfTheWaysThatAwsTakes(String uri) {
        assertThat(events(API.replace("!Ref Function.Alias", uri))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    !Ref Function.Alias | !Sub '${Function.Arn}:lime' | names the alias lime, which Function has not
                    !Ref Function.Alias | arn:aws:lambda:us-east-1:000000000000:function:other | names no function
                    !Ref Function.Alias | https://example.com | must be the ARN of a function
                    integrations/${Integration} | integrations/Integration | names no integration of this template
                    ApiId: !Ref Api | ApiId: else | must name an AWS::ApiGatewayV2::Api of this template, not else
                    StageName: $default | StageName: v1 | StageName must be $default here
                    AutoDeploy: true | AutoDeploy: false | AutoDeploy must be true
                    PayloadFormatVersion: '2.0' | PayloadFormatVersion: '1.0' | must be 2.0
                    IntegrationType: AWS_PROXY | IntegrationType: HTTP_PROXY | must be AWS_PROXY
                    ProtocolType: HTTP | ProtocolType: WEBSOCKET | must be HTTP
                    RouteKey: GET /first | RouteKey: get /first | must be a method and a path
                    TimeoutInMillis: 5000 | TimeoutInMillis: 31000 | from 50 to 30000
                    TimeoutInMillis: 5000 | TlsConfig: {} | TlsConfig is not known here
                    !Sub integrations/${Integration} | !Ref Second | its condition does not hold
                    AutoPublishAlias: live | Timeout: 3 | has no AutoPublishAlias
                    """)
    void whatThisHostWouldServeOtherwiseIsRefused(String good, String bad, String sentence) {
        assertThatThrownBy(() -> events(API.replaceFirst(Pattern.quote(good), Matcher.quoteReplacement(bad))))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining(sentence)
                .hasMessageStartingWith("line ");
    }

    @Test
    void anApiWithoutAStageAndARouteThatIsThereTwiceAreRefused() {
        String twice = API.replace("[a, b]", "[a, a]").replace("/second", "/first");
        String unstaged = API.replaceFirst("(?s)  Stage:.*?(  Integration:)", "$1");

        assertThatThrownBy(() -> events(twice)).hasMessageContaining("is the route of First already");
        assertThatThrownBy(() -> events(unstaged)).hasMessageContaining("without a stage");
    }

    @Test
    void theProjectsOwnRoutesAllLeadToTheApiFunction() throws IOException {
        Stack stack = TemplateReader.read(TestTemplate.real(), Map.of());

        assertThat(stack.functions())
                .filteredOn(function -> function.events().stream().anyMatch(HttpRoute.class::isInstance))
                .singleElement()
                .satisfies(function -> assertThat(function.events())
                        .contains(
                                new HttpRoute("GET /v1/tasks/{id}", Duration.ofSeconds(30)),
                                new HttpRoute("$default", Duration.ofSeconds(30)))
                        .hasSameSizeAs(TestTemplate.real()
                                .lines()
                                .filter(line -> line.contains("RouteKey:"))
                                .toList()));
    }

    @Test
    void routesThatSamWritesOutAreReadToo() {
        String sam = """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Api:
                    Type: AWS::Serverless::HttpApi
                  Function:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: a.B
                      Runtime: java25
                      Events:
                        Get:
                          Type: HttpApi
                          Properties:
                            ApiId: !Ref Api
                            Method: get
                            Path: /first
                """;

        assertThat(events(sam)).containsExactly(new HttpRoute("GET /first", Duration.ofSeconds(30)));
    }
}
