package dev.offstage;

import static dev.offstage.Template.at;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.offstage.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class TemplateTest {
    /** A stack with stores elsewhere is made for a test and does not live to see another value. */
    private static final Set<String> FOR_TESTS = Set.of("DynamoDbEndpoint", "SqsEndpoint", "SesEndpoint");

    /** What may hold a secret stands in no description: another parameter, which is raised with it, stands for it there. */
    private static final Map<String, String> IN_PLACE_OF = Map.of(
            "NotifyMailTo", "NotifyRevision",
            "NotifyWebhook", "NotifyRevision",
            "NotifyWebhookSecret", "NotifyRevision");

    private final Template template = Template.ofTheProject();
    private final Map<String, Map<String, Object>> functions = template.resources("AWS::Serverless::Function");

    @Test
    void everyHandlerIsAClassThatLambdaCanMake() throws ReflectiveOperationException {
        assertThat(functions).hasSize(6);
        for (Map.Entry<String, Map<String, Object>> function : functions.entrySet()) {
            String handler = at(function.getValue(), "Handler").toString();
            String className = handler.substring(0, handler.indexOf("::"));
            Class<?> type = Class.forName(className, false, getClass().getClassLoader());
            assertThat(RequestStreamHandler.class).as(function.getKey()).isAssignableFrom(type);
            assertThat(type.getConstructor()).as(function.getKey()).isNotNull();
            assertThat(handler).as(function.getKey()).endsWith("::handleRequest");
        }
    }

    @Test
    void everyParameterSaysWhatItMeansAndHasADefault() {
        assertThat(template.section("Parameters")).allSatisfy((name, parameter) -> {
            assertThat(at(parameter, "Description")).asString().as(name).endsWith(".");
            assertThat(Template.map(parameter)).as(name).containsKeys("Default", "ConstraintDescription");
        });
    }

    @Test
    void aMessageStaysHiddenALittleLongerThanItsFunctionMayRun() {
        var queues = template.resources("AWS::SQS::Queue");
        functions.forEach((name, function) -> queuesOf(function).forEach(queue -> {
            Object visibility = at(queues, queue, "VisibilityTimeout");
            timeouts(function)
                    .forEach(timeout -> assertThat(seconds(visibility, timeout))
                            .as("%s read by %s", queue, name)
                            .isBetween(timeout + 1, timeout + 30));
        }));
    }

    /** The time-outs that the function may have, in seconds: one, or those of a mapping by what a parameter allows. */
    private Set<Integer> timeouts(Map<String, Object> function) {
        Object timeout = at(function, "Timeout");
        return timeout instanceof Map<?, ?>
                ? allowed(timeout).stream()
                        .map(seconds -> number(at(template.root(), "Mappings", mapping(timeout), seconds, "Timeout")))
                        .collect(toSet())
                : Set.of(number(timeout));
    }

    /** What the parameter that the mapping is asked by may be. */
    private List<String> allowed(Object value) {
        Object parameter = ((List<?>) at(value, "FindInMap")).get(1);
        List<?> values =
                (List<?>) at(template.root(), "Parameters", at(parameter, "Ref").toString(), "AllowedValues");
        return values.stream().map(Object::toString).toList();
    }

    /** The seconds in {@code value}, or those that the mapping it names has for {@code timeout}. */
    private int seconds(Object value, int timeout) {
        return value instanceof String text
                ? number(text)
                : number(at(template.root(), "Mappings", mapping(value), String.valueOf(timeout), "Visibility"));
    }

    private static String mapping(Object value) {
        return ((List<?>) at(value, "FindInMap")).getFirst().toString();
    }

    @Test
    void aTaskCannotBeGivenMoreTimeThanItsWorkerHas() {
        Object timeout = at(functions.getOrDefault("WorkerFunction", Map.of()), "Timeout");

        assertThat(at(timeout, "FindInMap")).asInstanceOf(LIST).contains(Map.of("Ref", "WorkerTimeoutSeconds"));
        assertThat(allowed(timeout))
                .allSatisfy(seconds -> assertThat(
                                number(at(template.root(), "Mappings", mapping(timeout), seconds, "Timeout")))
                        .isEqualTo(number(seconds)));
        for (String function : List.of("ApiFunction", "WorkerFunction")) {
            assertThat(at(functions.getOrDefault(function, Map.of()), "Environment", "Variables"))
                    .as(function)
                    .extracting("WORKER_TIMEOUT_SECONDS")
                    .isEqualTo(Map.of("Ref", "WorkerTimeoutSeconds"));
        }
    }

    @Test
    void everyQueueIsReadByExactlyOneFunction() {
        var queues = new HashSet<>(template.resources("AWS::SQS::Queue").keySet());
        // What is left there is for people to read.
        assertThat(queues.removeAll(Set.of("TickDeadLetters", "ReportDeadLetters", "MaintenanceDeadLetters")))
                .isTrue();
        assertThat(functions.values().stream().flatMap(function -> queuesOf(function).stream()))
                .containsExactlyInAnyOrderElementsOf(queues);
    }

    @Test
    void everyDeadLetterQueueServesTheQueueThatNamesIt() {
        var queues = template.resources("AWS::SQS::Queue");
        queues.forEach((name, queue) -> {
            if (at(queue, "RedrivePolicy", "deadLetterTargetArn", "GetAtt") instanceof String target) {
                String queueName = at(queue, "QueueName", "Sub").toString();
                var sources = at(queues.getOrDefault(arnOf(target), Map.of()), "RedriveAllowPolicy", "sourceQueueArns");
                assertThat(sources).as(name).asString().endsWith(":" + queueName + "}]");
            }
        });
    }

    @Test
    void aNewValueOfASettingPublishesANewVersion() {
        Set<String> parameters = template.section("Parameters").keySet();
        functions.forEach((name, function) -> {
            Stream<String> settings = Stream.of(
                            at(template.root(), "Globals", "Function"),
                            at(function, "Environment"),
                            List.of(at(function, "Timeout")))
                    .flatMap(Template::references)
                    .filter(parameters::contains)
                    .filter(setting -> !FOR_TESTS.contains(setting))
                    .map(setting -> IN_PLACE_OF.getOrDefault(setting, setting));
            Stream<String> others = Stream.of(
                            Map.entry("SnapStart", function.containsKey("SnapStart")), Map.entry("Tracing", true))
                    .filter(Map.Entry::getValue)
                    .map(Map.Entry::getKey);
            assertThat(version(function))
                    .as(name)
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(settings, others).distinct().toList());
        });
    }

    /** "sam deploy --guided" repeats the question for a hidden parameter until the answer is not empty, and heeds no default. */
    @Test
    void everyQuestionOfAGuidedDeploymentTakesEnterForAnAnswer() {
        assertThat(template.section("Parameters"))
                .allSatisfy((name, parameter) ->
                        assertThat(Template.map(parameter)).as(name).doesNotContainKey("NoEcho"));
    }

    /** So a parameter holds where the secret is, and CloudFormation puts it into the worker's variable. */
    @ParameterizedTest
    @CsvSource({
        "NotifyWebhook, {{resolve:secretsmanager:offstage/webhook:SecretString:url}}, true",
        "NotifyWebhookSecret, {{resolve:secretsmanager:offstage/webhook:SecretString:secret}}, true",
        "NotifyWebhook, {{resolve:secretsmanager:arn:aws:secretsmanager:us-east-1:111122223333:secret:hook-a1b2c3}}, true",
        "NotifyWebhook, {{resolve:ssm:webhook}}, false",
        "NotifyWebhook, x{{resolve:secretsmanager:webhook}}, false",
        "NotifyWebhook, {{resolve:secretsmanager:webhook}}/path, false"
    })
    void aSecretMayBeAReference(String parameter, String value, boolean fits) {
        String pattern =
                at(template.root(), "Parameters", parameter, "AllowedPattern").toString();

        assertThat(Pattern.matches(pattern, value)).isEqualTo(fits);
        assertThat(at(template.root(), "Parameters", parameter, "Description"))
                .asString()
                .contains("a reference to Secrets Manager");
    }

    @Test
    void whatMayBeSecretIsNotDescribed() {
        for (String secret : List.of("NotifyWebhook", "NotifyWebhookSecret")) {
            assertThat(Template.references(at(template.root(), "Outputs"))).doesNotContain(secret);
            functions.forEach(
                    (name, function) -> assertThat(version(function)).as(name).doesNotContain(secret));
        }
    }

    @Test
    void whoIsToldIsTakenUpByItsRevision() {
        assertThat(template.section("Rules")).containsKeys("NotifyWebhookNeedsItsSecret", "NotifyNeedsItsRevision");
        assertThat(Template.references(at(template.root(), "Rules", "NotifyNeedsItsRevision")))
                .containsExactly("NotifyMailTo", "NotifyWebhook", "NotifyRevision");
    }

    /** What the code takes, and with it what it refuses. */
    @ParameterizedTest
    @CsvSource({
        "https://example.org/hooks/offstage?key=1, true",
        "https://hooks.example.org, true",
        "https://example.org:8443/a, true",
        "http://127.0.0.1:9000/hook, true",
        "http://localhost, true",
        "http://[::1]:9000/, true",
        "http://example.org/, false",
        "http://127.0.0.1.example.org/, false",
        "https://user@example.org/, false",
        "https://example.org/#part, false",
        "https://example.org/a b, false",
        "ftp://example.org, false"
    })
    void aWebhookIsHttpsOrThisMachine(String url, boolean fits) {
        String pattern = at(template.root(), "Parameters", "NotifyWebhook", "AllowedPattern")
                .toString();

        assertThat(Pattern.matches(pattern, url)).isEqualTo(fits);
    }

    @Test
    void theLongestDescriptionOfAVersionIsOneThatLambdaTakes() {
        functions.forEach((name, function) -> {
            int most = version(function).stream()
                    .mapToInt(parameter -> longestValue(parameter) + 1)
                    .sum();
            assertThat(most).as(name).isLessThanOrEqualTo(256 + 1);
        });
    }

    private int longestValue(String parameter) {
        Object declared = template.section("Parameters").getOrDefault(parameter, Map.of());
        if (at(declared, "AllowedValues") instanceof List<?> values) {
            return values.stream()
                    .mapToInt(value -> value.toString().length())
                    .max()
                    .orElseThrow();
        }
        if (at(declared, "Type").equals("Number")) {
            return at(declared, "MaxValue").toString().length();
        }
        Pattern pattern = Pattern.compile(at(declared, "AllowedPattern").toString());
        String port = ":65535/";
        String longest = Stream.of(
                        "https://" + "h".repeat(30) + port,
                        "x".repeat(40),
                        "x".repeat(47),
                        "x".repeat(50),
                        "x".repeat(63),
                        "x".repeat(38) + "@example.org")
                .filter(value -> pattern.matcher(value).matches())
                .max(Comparator.comparingInt(String::length))
                .orElseThrow(() -> new AssertionError("no example of " + parameter));
        assertThat(pattern.matcher(longest + "x").matches())
                .as("%s is longer", parameter)
                .isFalse();
        return longest.length();
    }

    /** The parameters in the description of the function's version. */
    private static List<String> version(Map<String, Object> function) {
        return Stream.of(at(function, "VersionDescription", "Sub").toString().split(" "))
                .map(reference -> reference.substring(2, reference.length() - 1))
                .toList();
    }

    @Test
    void everyRouteHasAnEvent() throws Exception {
        Set<String> routes = template.resources("AWS::ApiGatewayV2::Route").values().stream()
                .map(route -> at(route, "RouteKey").toString())
                .collect(toSet());
        try (var files = Files.newDirectoryStream(Path.of("..", "events"), "api-*.json")) {
            var routesOfEvents = new HashSet<String>();
            for (Path file : files) {
                routesOfEvents.add(
                        Json.parse(Files.newInputStream(file)).get("routeKey").asText());
            }
            assertThat(routesOfEvents).isEqualTo(routes);
        }
    }

    @Test
    void noRouteIsOpenByAccident() {
        Object byAccess = ifElse("IamAccess", "AWS_IAM", ifElse("JwtAccess", "JWT", "NONE"));
        Object authorizer = ifElse("JwtAccess", Map.of("Ref", "JwtAuthorizer"), Map.of("Ref", "AWS::NoValue"));
        Map<String, Map<String, Object>> routes = template.resources("AWS::ApiGatewayV2::Route");

        assertThat(routes).isNotEmpty().allSatisfy((name, route) -> {
            boolean isHealth = at(route, "RouteKey").equals("GET /");
            assertThat(at(route, "AuthorizationType"))
                    .isEqualTo(isHealth ? ifElse("HealthIsOpen", "NONE", byAccess) : byAccess);
            assertThat(at(route, "AuthorizerId"))
                    .isEqualTo(
                            isHealth
                                    ? ifElse(
                                            "HealthNeedsJwt",
                                            Map.of("Ref", "JwtAuthorizer"),
                                            Map.of("Ref", "AWS::NoValue"))
                                    : authorizer);
        });
        assertThat(routes.values().stream().map(route -> at(route, "RouteKey"))).contains("$default");
        assertThat(functions.values().stream().flatMap(function -> eventsOf(function, "HttpApi").stream()))
                .as("routes that SAM would make")
                .isEmpty();
    }

    @Test
    void whatARouteHangsOnIsSo() {
        Map<String, Object> conditions = template.section("Conditions");

        assertThat(conditions)
                .containsEntry("IamAccess", equalTo("Access", "iam"))
                .containsEntry("JwtAccess", equalTo("Access", "jwt"))
                .containsEntry("HealthIsOpen", equalTo("OpenHealth", "true"));
        assertThat(at(template.root(), "Parameters", "Access", "AllowedValues"))
                .isEqualTo(List.of("iam", "jwt", "token"));
        assertThat(at(template.root(), "Parameters", "Access", "Default")).isEqualTo("iam");
        assertThat(at(template.root(), "Parameters", "OpenHealth", "Default")).isEqualTo("false");
    }

    private static Object equalTo(String parameter, String value) {
        return Map.of("Equals", List.of(Map.of("Ref", parameter), value));
    }

    private static Object ifElse(String condition, Object then, Object otherwise) {
        return Map.of("If", List.of(condition, then, otherwise));
    }

    private static List<String> queuesOf(Map<String, Object> function) {
        return eventsOf(function, "SQS").stream()
                .map(event -> arnOf(at(event, "Queue", "GetAtt").toString()))
                .toList();
    }

    private static List<Map<String, Object>> eventsOf(Map<String, Object> function, String type) {
        return Template.map(at(function, "Events")).values().stream()
                .filter(event -> at(event, "Type").equals(type))
                .map(event -> Template.map(at(event, "Properties")))
                .toList();
    }

    /** The resource in {@code Resource.Arn}. */
    private static String arnOf(String attribute) {
        assertThat(attribute).endsWith(".Arn");
        return attribute.substring(0, attribute.length() - ".Arn".length());
    }

    private static int number(Object text) {
        return Integer.parseInt(text.toString());
    }

    /** Whoever takes over a function that parses foreign pages must not make itself an administrator. */
    @Test
    void noFunctionButTheApiReachesTokensAndSessions() {
        for (String role : List.of("WorkerRole", "DeadLetterRole", "TickRole", "ReportRole", "MaintenanceRole")) {
            Map<String, Object> properties =
                    template.resources("AWS::IAM::Role").getOrDefault(role, Map.of());
            Object policy = ((List<?>) at(properties, "Policies")).getFirst();
            List<?> onTheTable = ((List<?>) at(policy, "PolicyDocument", "Statement"))
                    .stream()
                            .filter(statement ->
                                    String.valueOf(at(statement, "Resource")).contains("TasksTable.Arn")
                                            && !String.valueOf(at(statement, "Resource"))
                                                    .contains("/index/"))
                            .toList();

            assertThat(onTheTable).as(role).hasSize(1);
            assertThat(at(onTheTable.getFirst(), "Condition", "ForAllValues:StringNotLike", "dynamodb:LeadingKeys"))
                    .as(role)
                    .isEqualTo(List.of("tokens", "signing-key", "session#*", "grant#*"));
        }
    }
}
