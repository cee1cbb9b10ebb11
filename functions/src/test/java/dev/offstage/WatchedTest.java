package dev.offstage;

import static dev.offstage.Template.at;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.stree.JrsArray;
import com.fasterxml.jackson.jr.stree.JrsString;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.engine.Measure;
import dev.offstage.json.Json;
import dev.offstage.json.UnreadableJsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Alarms, runbook and dashboard speak of the same things, and of things that are. */
@NullMarked
final class WatchedTest {
    private static final Set<String> NAMESPACES_OF_AWS =
            Set.of("AWS/ApiGateway", "AWS/DynamoDB", "AWS/Lambda", "AWS/Logs", "AWS/SQS");

    private final Template template = Template.ofTheProject();
    private final Map<String, Map<String, Object>> alarms = template.resources("AWS::CloudWatch::Alarm");
    private final Map<String, Map<String, Object>> queues = template.resources("AWS::SQS::Queue");

    @Test
    void everyAlarmHasAnEntryInTheRunbookAndEveryEntryAnAlarm() throws IOException {
        assertThat(runbook()).containsExactlyInAnyOrderElementsOf(names()).doesNotHaveDuplicates();
    }

    @Test
    void everyAlarmIsInTheTableOfAlarms() throws IOException {
        List<String> firstCells = operations()
                .lines()
                .filter(line -> line.startsWith("| [`"))
                .map(line -> line.substring(4, line.indexOf('`', 4)))
                .toList();

        assertThat(firstCells).containsExactlyInAnyOrderElementsOf(names());
    }

    @Test
    void everyAlarmIsOneSentenceThatLeadsToItsEntry() {
        alarms.forEach((id, alarm) -> assertThat(at(alarm, "AlarmDescription").toString())
                .as(id)
                .matches("[A-Z][^.]*[.] What to do is in docs/operations[.]md under " + name(alarm) + "[.]"));
    }

    @Test
    void everyAlarmTellsTheTopicOfItsBeginningAndItsEnd() {
        alarms.forEach((id, alarm) -> {
            for (String actions : List.of("AlarmActions", "OKActions")) {
                assertThat(at(alarm, actions, "If").toString())
                        .as(id + " " + actions)
                        .isEqualTo("[HasTopic, [{Ref=AlarmTopicArn}], {Ref=AWS::NoValue}]");
            }
            assertThat(at(alarm, "TreatMissingData")).as(id).isIn("breaching", "notBreaching");
        });
    }

    @Test
    void everyAlarmLooksAtAMetricThatIs() {
        Set<String> ours = Arrays.stream(Measure.values()).map(Measure::metric).collect(toSet());
        alarms.values().stream().flatMap(WatchedTest::metrics).forEach(metric -> {
            String namespace = at(metric, "Namespace").toString();
            if (namespace.equals("Offstage")) {
                assertThat(ours).contains(at(metric, "MetricName").toString());
                assertThat(at(metric, "Dimensions").toString()).isEqualTo("[{Name=Stack, Value={Ref=AWS::StackName}}]");
            } else {
                assertThat(NAMESPACES_OF_AWS).contains(namespace);
            }
        });
    }

    @Test
    void everyQueueThatMayHoldDeadLettersHasAnAlarmAndEveryOtherOneForItsAge() {
        queues.forEach((id, queue) -> {
            String metric =
                    id.endsWith("DeadLetters") ? "ApproximateNumberOfMessagesVisible" : "ApproximateAgeOfOldestMessage";
            assertThat(alarms.values().stream()
                            .filter(alarm -> at(alarm, "MetricName").equals(metric))
                            .map(alarm -> at(alarm, "Dimensions").toString()))
                    .as(id)
                    .contains("[{Name=QueueName, Value={GetAtt=" + id + ".QueueName}}]");
        });
    }

    @Test
    void everyFunctionHasALogGroupThatForgets() {
        Map<String, Map<String, Object>> groups = template.resources("AWS::Logs::LogGroup");
        template.resources("AWS::Serverless::Function").forEach((id, function) -> {
            String group = at(function, "LoggingConfig", "LogGroup", "Ref").toString();
            assertThat(at(groups.getOrDefault(group, Map.of()), "RetentionInDays", "Ref"))
                    .as(id)
                    .isEqualTo("LogRetentionDays");
        });
    }

    @Test
    void theDashboardIsJsonOverMetricsThatAre() throws Exception {
        Set<String> ours = Arrays.stream(Measure.values()).map(Measure::metric).collect(toSet());
        List<JrsValue> widgets = elements(dashboard().path("widgets"));

        assertThat(widgets).hasSizeGreaterThan(6);
        for (JrsValue widget : widgets) {
            assertThat(number(widget, "x") + number(widget, "width")).isLessThanOrEqualTo(24);
            assertThat(number(widget, "y") + number(widget, "height")).isLessThanOrEqualTo(24);
            for (JrsValue metric : elements(widget.path("properties").path("metrics"))) {
                String namespace = metric.path(0).asText();
                if (namespace.equals("Offstage")) {
                    assertThat(ours).contains(metric.path(1).asText());
                    assertThat(metric.path(3).asText()).isEqualTo("${AWS::StackName}");
                } else {
                    assertThat(NAMESPACES_OF_AWS).contains(namespace);
                }
            }
        }
    }

    @Test
    void theDashboardShowsEveryAlarm() throws Exception {
        List<String> shown = elements(dashboard().path("widgets")).stream()
                .flatMap(widget -> elements(widget.path("properties").path("alarms")).stream())
                .map(alarm -> ((JrsString) alarm).getValue())
                .toList();

        assertThat(shown)
                .containsExactlyInAnyOrderElementsOf(
                        alarms.keySet().stream().map(id -> "${" + id + ".Arn}").toList());
    }

    private JrsValue dashboard() throws UnreadableJsonException {
        Map<String, Object> dashboard = template.resources("AWS::CloudWatch::Dashboard").values().stream()
                .findFirst()
                .orElseThrow();
        return Json.parse(at(dashboard, "DashboardBody", "Sub").toString());
    }

    /** The metrics that an alarm looks at: one, or those of its formula. */
    private static Stream<Object> metrics(Map<String, Object> alarm) {
        return at(alarm, "Metrics") instanceof List<?> queries
                ? queries.stream()
                        .map(query -> at(query, "MetricStat", "Metric"))
                        .filter(metric -> !Template.map(metric).isEmpty())
                        .map(metric -> metric)
                : Stream.of(alarm);
    }

    private List<String> names() {
        return alarms.values().stream().map(WatchedTest::name).toList();
    }

    private static String name(Map<String, Object> alarm) {
        String name = at(alarm, "AlarmName", "Sub").toString();
        assertThat(name).startsWith("${AWS::StackName}-");
        return name.substring("${AWS::StackName}-".length());
    }

    /** The names in the headings below "An alarm rang". */
    private static List<String> runbook() throws IOException {
        String chapter = operations().split("\n## An alarm rang\n", 2)[1].split("\n## ", 2)[0];
        return Pattern.compile("^### (.+)$", Pattern.MULTILINE)
                .matcher(chapter)
                .results()
                .flatMap(heading -> Arrays.stream(heading.group(1).split(", ")))
                .toList();
    }

    private static String operations() throws IOException {
        return Files.readString(Path.of("..", "docs", "operations.md"));
    }

    private static int number(JrsValue object, String name) {
        return Integer.parseInt(Json.write(object.path(name)));
    }

    private static List<JrsValue> elements(JrsValue array) {
        List<JrsValue> elements = new ArrayList<>();
        if (array instanceof JrsArray items) {
            items.elements().forEachRemaining(elements::add);
        }
        return elements;
    }
}
