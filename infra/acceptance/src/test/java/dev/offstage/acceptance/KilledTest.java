package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.acceptance.origin.Visit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The longest of all: what a dead worker held comes back only when its lease has ended. */
@Order(1)
@ExtendWith(HostLog.class)
class KilledTest {
    private static final Duration PROGRESS = Duration.ofSeconds(90);
    private static final Duration LEASES = Duration.ofMinutes(4);

    private static Stage stage;

    @BeforeAll
    static void start() {
        Target.assumeOwnStores("A host that is killed returns its messages when it starts again, on its own --data");
        stage = Stage.with(Map.of("BOOKS_PACE_SECONDS", "0.5"));
        stage.pauseHealthCheck();
    }

    @AfterAll
    static void stop() {
        if (stage != null) {
            stage.close();
        }
    }

    @Test
    void everyAcceptedLinkEndsOnceWhateverIsKilled() {
        List<String> books =
                IntStream.range(5000, 5030).mapToObj(String::valueOf).toList();
        List<Node> accepted = new ArrayList<>(stage.api().submit(books.subList(0, 20)));
        killAfter(5);
        accepted.addAll(stage.api().submit(books.subList(20, 30)));
        killAfter(12);
        killAfter(20);

        for (Node entry : accepted) {
            String bookId = entry.at("bookId").text();
            Node task = stage.api().ended(entry.at("id").text(), LEASES);
            assertThat(task.at("state").text()).as(task.text()).isEqualTo("succeeded");
            assertThat(task.at("attempts").list().stream()
                            .filter(attempt -> attempt.at("outcome").text().equals("succeeded")))
                    .as(task.text())
                    .hasSize(1);
            Instant finished = Instant.parse(task.at("finishedAt").text());
            assertThat(stage.origin().visitsOf(bookId))
                    .as(task.text())
                    .isNotEmpty()
                    .allSatisfy(visit -> assertThat(visit.at()).isBeforeOrEqualTo(finished));
            assertThat(stage.api().book(bookId).status()).isEqualTo(200);
        }
        List<Visit> before = stage.origin().visits();
        assertThat(stage.api().submit(books))
                .allSatisfy(entry -> assertThat(entry.at("fresh").isTrue()).isTrue());
        assertThat(stage.origin().visits()).hasSameSizeAs(before);
    }

    private static void killAfter(int books) {
        Poll.until("book " + books + " was asked for", PROGRESS, () -> asked() >= books);
        stage.host().kill();
        stage.start();
    }

    private static long asked() {
        return stage.origin().visits().stream().map(Visit::path).distinct().count() - 1;
    }
}
