package dev.offstage.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.stree.JrsArray;
import com.fasterxml.jackson.jr.stree.JrsObject;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.engine.Measure;
import dev.offstage.engine.Tally;
import dev.offstage.json.Json;
import dev.offstage.json.UnreadableJsonException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The line is what CloudWatch's embedded metric format asks for. */
final class MetricLineTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

    @Test
    void everyMetricIsNamedHasItsUnitAndItsValue() throws Exception {
        Tally tally = new Tally();
        for (Measure measure : Measure.values()) {
            tally.add(measure, 7);
        }

        JrsValue line = parsed(tally);

        JrsValue metadata = line.path("_aws");
        assertThat(metadata.path("Timestamp").asText()).isEqualTo("1772366400123");
        JrsValue directive = metadata.path("CloudWatchMetrics").path(0);
        assertThat(directive.path("Namespace").asText()).isEqualTo("Offstage");
        assertThat(Json.write(directive.path("Dimensions"))).isEqualTo("[[\"Stack\"]]");
        assertThat(line.path("Stack").asText()).isEqualTo("shop");
        assertThat(line.path("function").asText()).isEqualTo("shop-worker");
        assertThat(line.path("requestId").asText()).isEqualTo("r-1");
        assertThat(directive.path("Metrics").size())
                .isEqualTo(Measure.values().length)
                .isLessThanOrEqualTo(100);
        for (JrsValue metric : elements(directive.path("Metrics"))) {
            boolean time = metric.path("Unit").asText().equals("Milliseconds");
            assertThat(metric.path("Unit").asText()).isIn("Milliseconds", "Count");
            assertThat(Json.write(line.path(metric.path("Name").asText()))).isEqualTo(time ? "[7]" : "7");
        }
    }

    @Test
    void waitsAndRunTimesAreThereByTypeToo() throws Exception {
        Tally tally = new Tally();
        tally.addTime(Measure.QUEUE_WAIT, "parse-book", 5);
        Tally more = new Tally();
        more.addTime(Measure.QUEUE_WAIT, "parse-book", 6);
        more.addTime(Measure.RUN_TIME, "send-email", 70);
        tally.add(more);

        JrsValue line = parsed(tally);

        assertThat(Json.write(line.path("QueueWait"))).isEqualTo("[5,6]");
        assertThat(Json.write(line.path("types")))
                .isEqualTo("{\"parse-book\":{\"QueueWait\":[5,6]},\"send-email\":{\"RunTime\":[70]}}");
        assertThat(Json.write(line.path("_aws"))).doesNotContain("parse-book");
    }

    @Test
    void itIsOneLineWithoutWhatNobodyMeasured() throws Exception {
        Tally tally = new Tally();
        tally.add(Measure.UNACCOUNTED, 0);

        String text = new MetricLine("shop", "shop-tick").of(tally, NOW, "r\n1", "1-5759e988-bd862e3fe1be46a994272793");

        assertThat(text).doesNotContain("\n", "Started");
        JrsObject line = (JrsObject) Json.parse(text);
        assertThat(Json.write(line.path("Unaccounted"))).isEqualTo("0");
        assertThat(line.path("trace").asText()).isEqualTo("1-5759e988-bd862e3fe1be46a994272793");
    }

    @Test
    void manyTimesAreThinnedToAHundredThatKeepLeastGreatestAndMedian() throws Exception {
        Tally tally = new Tally();
        List<Integer> times = new ArrayList<>();
        for (int i = 0; i <= 5000; i++) {
            times.add(i);
        }
        Collections.shuffle(times, new Random(1));
        times.forEach(time -> tally.add(Measure.RUN_TIME, time));

        JrsValue values = parsed(tally).path("RunTime");

        assertThat(values.size()).isEqualTo(100);
        assertThat(Json.write(values.path(0))).isEqualTo("0");
        assertThat(Json.write(values.path(99))).isEqualTo("5000");
        assertThat(Integer.parseInt(Json.write(values.path(50)))).isBetween(2450, 2550);
    }

    /** The costs in the documentation are made of these lengths. */
    @Test
    void aLineIsShort() {
        Tally request = new Tally();
        request.add(Measure.REQUESTS_2XX, 1);
        request.add(Measure.ACCEPTED, 100);
        Tally batch = new Tally();
        batch.add(Measure.STARTED, 10);
        batch.add(Measure.SUCCEEDED, 10);
        for (int i = 0; i < 10; i++) {
            batch.add(Measure.QUEUE_WAIT, 150 + i);
            batch.add(Measure.RUN_TIME, 20 + i);
        }

        assertThat(length(request)).isLessThanOrEqualTo(450);
        assertThat(length(batch)).isLessThanOrEqualTo(650);
    }

    private static int length(Tally tally) {
        return new MetricLine("offstage", "offstage-WorkerFunction-0123456789ab")
                .of(tally, NOW, "7d7e3f0e-0a4f-4e53-9c52-0d0f3f8c3a51", "1-5759e988-bd862e3fe1be46a994272793")
                .length();
    }

    private static JrsValue parsed(Tally tally) throws UnreadableJsonException {
        return Json.parse(new MetricLine("shop", "shop-worker").of(tally, NOW, "r-1", null));
    }

    private static List<JrsValue> elements(JrsValue array) {
        List<JrsValue> elements = new ArrayList<>();
        ((JrsArray) array).elements().forEachRemaining(elements::add);
        return elements;
    }
}
