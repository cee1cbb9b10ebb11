package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.acceptance.origin.Behaviours;
import dev.offstage.task.QueueName;
import dev.offstage.task.TaskState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everything that tasks can go through, on each of the queues; {@link PrivilegesTest} reads what that took. */
@Order(2)
@ExtendWith(HostLog.class)
class CapabilitiesTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private static final AtomicInteger BOOKS = new AtomicInteger(7000);

    private static Stage stage;
    private static Engine engine;

    @BeforeAll
    static void start() throws IOException {
        Target.assumeOwnStores("This reaches into the queues and tables of a local host");
        stage = Stage.with(Map.of("BOOKS_PACE_SECONDS", "0"));
        engine = Engine.over(stage.host());
    }

    @AfterAll
    static void stop() {
        if (engine != null) {
            engine.close();
        }
        if (stage != null) {
            stage.close();
        }
    }

    @ParameterizedTest
    @EnumSource(QueueName.class)
    void aTaskThatFailsIsRetriedAndEnds(QueueName queue) {
        String book = newBook();
        stage.origin().page(book, Behaviours.status(503).once(Behaviours.page()));

        Node task = succeeded(engine.submit(queue, book, Duration.ZERO, null));

        assertThat(task.at("queue").text()).isEqualTo(queue.wireName());
        assertThat(task.at("attempts").list()).hasSize(2);
    }

    @Test
    void aLostMessageIsSentAgainByTheSweep() throws Exception {
        List<String> ids = new ArrayList<>();
        for (QueueName queue : QueueName.values()) {
            ids.add(engine.submitUnsent(queue, newBook(), null));
        }

        engine.tick(Duration.ofMinutes(5).plusSeconds(1));
        // Where a heartbeat lay in the queue at that moment nothing counts as lost before the next look.
        engine.tick(Duration.ofMinutes(11));

        ids.forEach(CapabilitiesTest::succeeded);
    }

    @Test
    void aLongDelayEndsWithTheTick() throws Exception {
        Instant due = Instant.now().minusSeconds(60);
        List<String> ids = new ArrayList<>();
        for (QueueName queue : QueueName.values()) {
            ids.add(engine.submit(queue, newBook(), Duration.ofMinutes(20), due));
        }

        engine.tick(Duration.ZERO);

        ids.forEach(CapabilitiesTest::succeeded);
    }

    @ParameterizedTest
    @EnumSource(QueueName.class)
    void aDeadLetterIsSentAfreshOrEndsItsTask(QueueName queue) {
        String fresh = engine.submitUnsent(queue, newBook(), null);
        String late = engine.submitUnsent(queue, newBook(), Instant.now().minusSeconds(1));

        engine.giveUp(queue, fresh);
        engine.giveUp(queue, late);

        var unused = succeeded(fresh);
        Poll.until("the late task is expired", SOON, () -> engine.isStored(TaskState.EXPIRED, late));
    }

    @Test
    void tokensAreMadeListedAndRevoked() {
        Reply made = stage.api().post("/v1/tokens", "{\"name\":\"ci\",\"role\":\"reader\"}");
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        String id = made.json().at("id").text();

        assertThat(stage.api().get("/v1/tokens").body()).contains(id);
        assertThat(stage.api()
                        .send(stage.api().request("/v1/tokens/" + id).DELETE())
                        .status())
                .isEqualTo(204);
    }

    private static String newBook() {
        return String.valueOf(BOOKS.incrementAndGet());
    }

    private static Node succeeded(String id) {
        return stage.api().inState("succeeded", id, SOON);
    }
}
