package dev.offstage.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.offstage.access.Caller;
import dev.offstage.engine.Invocation;
import dev.offstage.engine.Tally;
import dev.offstage.engine.TestClock;
import dev.offstage.engine.UnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class HealthRouteTest {
    private final TestClock clock = new TestClock("2026-11-21T12:00:00Z");
    private final List<String> log = new ArrayList<>();

    private Answer ask(Runnable check, Supplier<Optional<Instant>> lastBeat) {
        APIGatewayV2HTTPEvent event =
                APIGatewayV2HTTPEvent.builder().withRouteKey("GET /").build();
        Invocation invocation = new Invocation((what, facts) -> log.add(what), new Tally());
        return new HealthRoute("1", Map.of("tasks", List.of(check)), lastBeat, clock)
                .get(new Request(event, Instant.EPOCH, invocation), Caller.NOBODY);
    }

    @Test
    void showsTheLastBeat() {
        Answer answer = ask(() -> {}, () -> Optional.of(clock.instant().minusMillis(4_500)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"status\":\"ok\",\"name\":\"offstage\",\"version\":\"1\",\"time\":\"2026-11-21T12:00:00.000Z\","
                                + "\"checks\":{\"tasks\":\"ok\"},\"lastBeat\":{\"at\":\"2026-11-21T11:59:55.500Z\"}}");
    }

    @Test
    void beforeTheFirstBeatThereIsNone() {
        assertThat(ask(() -> {}, Optional::empty).body()).endsWith("\"lastBeat\":null}");
    }

    /** Whoever looks after this function could not help by starting another. */
    @Test
    void aBeatThatCannotBeReadIsNoFailure() {
        Answer answer = ask(() -> {}, () -> {
            throw new UnavailableException("throttled");
        });

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).endsWith("\"lastBeat\":null}");
        assertThat(log).containsExactly("The last heartbeat could not be read.");
    }

    @Test
    void whereAPartDoesNotAnswerNothingMoreIsAsked() {
        Answer answer = ask(
                () -> {
                    throw new UnavailableException("away");
                },
                () -> {
                    throw new AssertionError("asked all the same");
                });

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).contains("\"checks\":{\"tasks\":\"failed\"}").endsWith("\"lastBeat\":null}");
    }
}
