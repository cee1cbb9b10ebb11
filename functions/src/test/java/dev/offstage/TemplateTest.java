package dev.offstage;

import static dev.offstage.Template.at;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.offstage.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class TemplateTest {
    private final Template template = Template.ofTheProject();
    private final Map<String, Map<String, Object>> functions = template.resources("AWS::Serverless::Function");

    @Test
    void everyHandlerIsAClassThatLambdaCanMake() throws ReflectiveOperationException {
        assertThat(functions).hasSize(4);
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
            int visibility = number(at(queues, queue, "VisibilityTimeout"));
            int timeout = number(at(function, "Timeout"));
            assertThat(visibility).as("%s read by %s", queue, name).isBetween(timeout + 1, timeout + 30);
        }));
    }

    @Test
    void everyQueueIsReadByExactlyOneFunction() {
        assertThat(functions.values().stream().flatMap(function -> queuesOf(function).stream()))
                .containsExactlyInAnyOrderElementsOf(
                        template.resources("AWS::SQS::Queue").keySet());
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
        var shared = Template.references(at(template.root(), "Globals", "Function"))
                .filter(parameters::contains)
                .collect(toSet());
        functions.forEach((name, function) -> {
            var decisive = new HashSet<>(shared);
            if (function.containsKey("SnapStart")) {
                decisive.add("SnapStart");
            }
            assertThat(at(function, "VersionDescription", "Sub").toString().split(" "))
                    .as(name)
                    .containsExactlyInAnyOrderElementsOf(decisive.stream()
                            .map(parameter -> "${" + parameter + "}")
                            .toList());
        });
    }

    @Test
    void everyRouteHasAnEvent() throws Exception {
        Set<String> routes = functions.values().stream()
                .flatMap(function -> eventsOf(function, "HttpApi").stream())
                .map(event -> event.containsKey("Path") ? event.get("Method") + " " + event.get("Path") : "$default")
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
}
