package dev.offstage.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.offstage.access.Caller;
import dev.offstage.engine.Enqueuer;
import dev.offstage.engine.InMemoryRequestKeys;
import dev.offstage.engine.InMemoryTaskKeys;
import dev.offstage.engine.InMemoryTaskQueue;
import dev.offstage.engine.InMemoryTaskStore;
import dev.offstage.engine.RequestLedger;
import dev.offstage.engine.Tasks;
import dev.offstage.engine.TestClock;
import dev.offstage.json.Json;
import dev.offstage.task.TaskId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What routes make that is no task. */
final class IdempotencyKeysTest {
    private final TestClock clock = new TestClock("2026-11-21T12:00:00Z");
    private final InMemoryTaskStore store = new InMemoryTaskStore();
    private final Enqueuer enqueuer =
            new Enqueuer(store, new InMemoryTaskKeys(), new InMemoryTaskQueue(clock), clock, new Random(1));
    private final IdempotencyKeys keys = new IdempotencyKeys(
            new RequestLedger(new InMemoryRequestKeys(), store, enqueuer, clock, new Random(2)), clock);

    /** Each that was made, by its id. */
    private final List<@Nullable TaskId> made = new ArrayList<>();

    private boolean isDying;

    private @Nullable TaskId ask(@Nullable String key) {
        APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
        event.setHeaders(key == null ? Map.of() : Map.of("idempotency-key", key));
        Request request = new Request(event, clock.instant(), Tasks.invocation());
        Optional<TaskId> answer = keys.once(
                request,
                Caller.trusted("me"),
                Json.object().toTree(),
                id -> made.contains(id) ? Optional.of(Optional.of(id)) : Optional.empty(),
                id -> {
                    if (isDying) {
                        throw new IllegalStateException("the function was killed");
                    }
                    made.add(id);
                    return Optional.ofNullable(id);
                });
        return answer.orElse(null);
    }

    @Test
    void withoutAKeyEachRequestMakesAnother() {
        assertThat(ask(null)).isNull();
        assertThat(ask(null)).isNull();
        assertThat(made).hasSize(2);
    }

    @Test
    void aRepetitionFindsWhatTheFirstMade() {
        TaskId first = ask("k");

        assertThat(ask("k")).isEqualTo(first);
        clock.advance(Duration.ofHours(23));
        assertThat(ask("k")).isEqualTo(first);
        assertThat(made).containsExactly(first);
        assertThat(ask("l")).isNotEqualTo(first);
    }

    @Test
    void whatTheFirstDidNotMakeIsMadeOnceItIsOver() {
        isDying = true;
        assertThatThrownBy(() -> ask("k")).hasMessage("the function was killed");
        isDying = false;
        clock.advance(Duration.ofSeconds(29));

        assertThat(catchThrowableOfType(Problem.class, () -> ask("k")).status()).isEqualTo(409);
        assertThat(made).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        TaskId late = ask("k");

        assertThat(late).isNotNull();
        assertThat(ask("k")).isEqualTo(late);
        assertThat(made).containsExactly(late);
    }
}
