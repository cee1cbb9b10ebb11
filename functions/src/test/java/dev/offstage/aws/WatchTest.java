package dev.offstage.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.engine.Measure;
import dev.offstage.json.Json;
import dev.offstage.json.UnreadableJsonException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each invocation leaves one line of metrics, and log lines that say whose they are and hold no secret. */
final class WatchTest {
    private static final String TRACE = "1-5759e988-bd862e3fe1be46a994272793";

    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final ByteArrayOutputStream measured = new ByteArrayOutputStream();
    private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
    private final JsonLog log =
            new JsonLog(new PrintStream(logged, true, StandardCharsets.UTF_8), clock, "shop-worker", () -> TRACE);
    private final Watch watch = new Watch(
            log,
            new PrintStream(measured, true, StandardCharsets.UTF_8),
            new MetricLine("shop", "shop-worker"),
            clock,
            () -> TRACE);

    @Test
    void anInvocationIsOneLineOfMetrics() throws Exception {
        watch.over("r-1", invocation -> invocation.tally().add(Measure.STARTED, 2));
        watch.over("r-2", invocation -> invocation.tally().add(Measure.STARTED, 3));

        assertThat(lines(measured)).hasSize(2);
        JrsValue second = Json.parse(lines(measured).getLast());
        assertThat(second.path("requestId").asText()).isEqualTo("r-2");
        assertThat(second.path("trace").asText()).isEqualTo(TRACE);
        assertThat(Json.write(second.path("Started"))).isEqualTo("3");
        assertThat(lines(logged)).isEmpty();
    }

    @Test
    void anInvocationThatFailsHalfWayIsOneLineTooWithWhatItDid() throws Exception {
        assertThatThrownBy(() -> watch.over("r-1", invocation -> {
                    invocation.tally().add(Measure.STARTED, 2);
                    throw new IllegalStateException("no luck");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> watch.over("r-2", invocation -> {
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);

        assertThat(lines(measured)).hasSize(2);
        assertThat(lines(measured).getFirst()).contains("\"Started\":2", "\"Faults\":1");
        assertThat(lines(measured).getLast()).contains("\"Faults\":1");
        assertThat(Json.parse(lines(logged).getFirst()).path("level").asText()).isEqualTo("ERROR");
    }

    @Test
    void whereNobodyReadsMetricsNoneAreWritten() throws IOException {
        new Watch(log, null, new MetricLine("shop", "shop-worker"), clock, () -> null)
                .over("r-1", invocation -> invocation.tally().add(Measure.STARTED, 1));

        assertThat(lines(measured)).isEmpty();
        assertThat(lines(logged)).isEmpty();
    }

    @Test
    void aLineHasTimeLevelFunctionRequestAndTrace() throws Exception {
        watch.over("r-1", invocation -> {
            invocation.log().note("Noted.", Json.object().put("task", "t-1").put("attempt", 2));
            invocation.log().warn("Warned.", Json.object().put("trace", "1-of-the-sender"));
            invocation.log().error("Went wrong.", Json.object().put("level", "DEBUG"));
        });

        JrsValue noted = line(0);
        assertThat(noted.path("timestamp").asText()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(noted.path("level").asText()).isEqualTo("INFO");
        assertThat(noted.path("function").asText()).isEqualTo("shop-worker");
        assertThat(noted.path("event").asText()).isEqualTo("Noted.");
        assertThat(noted.path("requestId").asText()).isEqualTo("r-1");
        assertThat(noted.path("trace").asText()).isEqualTo(TRACE);
        assertThat(noted.path("task").asText()).isEqualTo("t-1");
        assertThat(Json.write(noted.path("attempt"))).isEqualTo("2");
        assertThat(line(1).path("level").asText()).isEqualTo("WARN");
        assertThat(line(1).path("trace").asText()).isEqualTo("1-of-the-sender");
        assertThat(line(2).path("level").asText()).isEqualTo("ERROR");
    }

    @Test
    void secretsAreHiddenByTheirNamesAtAnyDepth() {
        log.note(
                "Asked.",
                Json.object()
                        .put("Authorization", "Bearer abc-1")
                        .put("apiKey", "abc-2")
                        .put("tokenId", "kept-1")
                        .put(
                                "headers",
                                List.of(Json.object()
                                        .put("set-cookie", "abc-3")
                                        .put("x-api-key", "abc-4")
                                        .put(
                                                "more",
                                                Json.object()
                                                        .put("client_secret", "abc-5")
                                                        .put("PASSWORD", "abc-6")
                                                        .put("refreshToken", "abc-7")
                                                        .put("host", "kept-2")
                                                        .toTree())
                                        .toTree())));

        assertThat(logged.toString(StandardCharsets.UTF_8))
                .doesNotContain("abc")
                .contains("(hidden)", "kept-1", "kept-2");
    }

    @Test
    void theRootOfATraceIsFoundInItsHeader() {
        assertThat(TraceHeader.root("Root=" + TRACE + ";Parent=53995c3f42cd8ad8;Sampled=1"))
                .isEqualTo(TRACE);
        assertThat(TraceHeader.root("Self=1-2; Root=" + TRACE)).isEqualTo(TRACE);
        assertThat(TraceHeader.root("nonsense")).isNull();
        assertThat(TraceHeader.root(null)).isNull();
    }

    private JrsValue line(int number) throws UnreadableJsonException {
        return Json.parse(lines(logged).get(number));
    }

    private static List<String> lines(ByteArrayOutputStream out) {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
