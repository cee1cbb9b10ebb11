package dev.offstage.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offstage.local.TestTemplate;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateReaderTest {
    private static String template() throws IOException {
        return TestTemplate.real();
    }

    @Test
    void everyPartOfTheTemplateIsWired() throws IOException {
        Stack stack = TemplateReader.read(template(), Map.of("BooksFreshHours", "7"));

        assertThat(stack.functions()).hasSize(6);
        assertThat(stack.queues())
                .hasSameSizeAs(template()
                        .lines()
                        .filter(line -> line.endsWith("Type: AWS::SQS::Queue"))
                        .toList());
        assertThat(stack.tables()).hasSize(1);
        assertThat(stack.functions().getFirst().environment())
                .containsEntry("BOOKS_FRESH_HOURS", "7")
                .containsEntry("QUEUE_HIGH_URL", Stack.QUEUE_ORIGIN + "/" + Stack.ACCOUNT + "/offstage-high");
        assertThat(stack.withoutEffect()).contains("authorizer", "SnapStart", "roles and policies");
    }

    @Test
    void anUnknownResourceTypeIsRefusedByNameAndLine() throws IOException {
        String changed = template().replace("Type: AWS::DynamoDB::Table", "Type: AWS::RDS::DBCluster");
        long line = changed.substring(0, changed.indexOf("AWS::RDS::DBCluster"))
                .lines()
                .count();

        assertThatThrownBy(() -> TemplateReader.read(changed, Map.of()))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("line " + line + ":")
                .hasMessageContaining("AWS::RDS::DBCluster");
    }

    @Test
    void anUnknownPropertyDeepInsideIsRefusedByNameAndLine() throws IOException {
        String changed = template().replace("maxReceiveCount: 1000", "maxReceiveCout: 1000");
        long line =
                changed.substring(0, changed.indexOf("maxReceiveCout")).lines().count();

        assertThatThrownBy(() -> TemplateReader.read(changed, Map.of()))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("line " + line + ":")
                .hasMessageContaining("maxReceiveCout");
    }

    @Test
    void anUnknownFunctionOfCloudFormationIsRefused() throws IOException {
        String changed = template().replace("BOOKS_ORIGIN: !Ref BooksOrigin", "BOOKS_ORIGIN: !Base64 x");

        assertThatThrownBy(() -> TemplateReader.read(changed, Map.of())).hasMessageContaining("Fn::Base64");
    }

    @Test
    void theDailySchedulesAreKnownWithTheirZone() throws IOException {
        Stack stack = TemplateReader.read(template(), Map.of("ReportZone", "Asia/Kolkata"));

        assertThat(timer(stack, "ReportFunction"))
                .isEqualTo(new EventSource.Timer(
                        "offstage-report",
                        "cron(0 8 * * ? *)",
                        timer(stack, "ReportFunction").line(),
                        ZoneId.of("Asia/Kolkata"),
                        "{\"time\": \"<aws.scheduler.scheduled-time>\"}",
                        true));
        assertThat(timer(stack, "MaintenanceFunction").expression()).isEqualTo("cron(30 3 * * ? *)");
        assertThat(timer(stack, "MaintenanceFunction").zone()).isEqualTo(ZoneId.of("Asia/Kolkata"));
        String template = template();
        assertThatThrownBy(() -> TemplateReader.read(template, Map.of("ReportZone", "Mars/Olympus")))
                .hasMessageContaining("is no time zone: Mars/Olympus");
    }

    private static EventSource.Timer timer(Stack stack, String function) {
        return stack.functions().stream()
                .filter(spec -> spec.id().equals(function))
                .flatMap(spec -> spec.events().stream())
                .map(EventSource.Timer.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aReferenceToNothingIsRefusedAlsoInAPolicy() throws IOException {
        String changed = template().replace("Resource: !GetAtt TasksTable.Arn", "Resource: !GetAtt NoTable.Arn");

        assertThatThrownBy(() -> TemplateReader.read(changed, Map.of())).hasMessageContaining("NoTable");
    }

    @Test
    void aParameterOutsideItsRangeIsTheCallersFault() throws IOException {
        String template = template();

        assertThatThrownBy(() -> TemplateReader.read(template, Map.of("BooksPaceSeconds", "-1")))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("from 0 to 3600");
        assertThatThrownBy(() -> TemplateReader.read(template, Map.of("BooksPace", "1")))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("BooksPace");
    }

    @Test
    void whatWatchesAndProtectsADeploymentIsKnownAndListed() {
        Stack stack = TemplateReader.read("""
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Alarms: {Type: AWS::SNS::Topic}
                  Mail: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref Alarms}}
                  Policy: {Type: AWS::SNS::TopicPolicy, Properties: {Topics: [!Ref Alarms]}}
                  Alarm: {Type: AWS::CloudWatch::Alarm, Properties: {AlarmActions: [!Ref Alarms]}}
                  Both: {Type: AWS::CloudWatch::CompositeAlarm}
                  Dashboard: {Type: AWS::CloudWatch::Dashboard}
                  Filter: {Type: AWS::Logs::MetricFilter}
                  Queues: {Type: AWS::SQS::QueuePolicy}
                  Queue: {Type: AWS::SQS::QueueInlinePolicy}
                  Function:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: a.B
                      Runtime: java25
                      Tracing: Active
                      ReservedConcurrentExecutions: 5
                      DeploymentPreference: {Type: Canary10Percent5Minutes, Alarms: [!Ref Alarm]}
                      Events:
                        Minute:
                          Type: Schedule
                          Properties: {Schedule: rate(1 minute), DeadLetterConfig: {Arn: !GetAtt Alarms.TopicArn}}
                """, Map.of());

        assertThat(stack.withoutEffect())
                .containsExactly(
                        "alarms",
                        "dashboards",
                        "dead-letter queues of schedules",
                        "deployment preference",
                        "metric filters of logs",
                        "queue policies",
                        "reserved concurrency",
                        "topics",
                        "tracing");
    }

    @Test
    void aReferenceToWhatIsNotThereIsRefusedButNotInAnOutputThatIsNotThereEither() {
        String template = """
                Transform: AWS::Serverless-2016-10-31
                Conditions:
                  Never: !And [!Not [!Equals [a, b]], !Or [!Equals [a, c], !Condition Nor]]
                  Nor: !Equals [a, d]
                Resources:
                  Queue: {Type: AWS::SQS::Queue, Condition: Never}
                  Function:
                    Type: AWS::Serverless::Function
                    Properties: {Handler: a.B, Runtime: java25}
                Outputs:
                  Url: {Condition: Never, Value: !Ref Queue}
                """;

        assertThat(TemplateReader.read(template, Map.of()).queues()).isEmpty();
        assertThat(TemplateReader.read(template.replace("[a, d]", "[a, a]"), Map.of())
                        .queues())
                .hasSize(1);
        assertThatThrownBy(() -> TemplateReader.read(template.replace("{Condition: Never, Value", "{Value"), Map.of()))
                .hasMessageContaining("line 11: there is no Queue, since its condition does not hold");
    }

    @Test
    void aMappingGivesWhatItHoldsAndADeploymentPreferenceThatIsOffNamesNothing() {
        String template = """
                Transform: AWS::Serverless-2016-10-31
                Mappings:
                  Kinds: {slow: {Gradual: 'true'}, fast: {Gradual: 'false'}}
                Conditions:
                  Never: !Equals [a, b]
                Resources:
                  Role: {Type: AWS::IAM::Role, Condition: Never}
                  Function:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: a.B
                      Runtime: java25
                      DeploymentPreference: {Enabled: !FindInMap [Kinds, fast, Gradual], Role: !GetAtt Role.Arn}
                      Environment: {Variables: {GRADUAL: !FindInMap [Kinds, slow, Gradual]}}
                """;

        assertThat(TemplateReader.read(template, Map.of())
                        .functions()
                        .getFirst()
                        .environment())
                .containsEntry("GRADUAL", "true");
        assertThatThrownBy(() -> TemplateReader.read(template.replace("Kinds, fast", "Kinds, slow"), Map.of()))
                .hasMessageContaining("there is no Role");
        assertThatThrownBy(() -> TemplateReader.read(template.replace("Kinds, fast", "Kinds, odd"), Map.of()))
                .hasMessageContaining("line 13: Fn::FindInMap finds no odd");
    }
}
