package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.acceptance.origin.Behaviours;
import dev.offstage.acceptance.origin.Visit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

@Order(4)
@Isolated("Other hosts would disturb what is measured.")
@ExtendWith(HostLog.class)
class PaceTest {
    private static final Duration PACE = Duration.ofSeconds(1);

    /** What a busy machine may delay a request after its moment came, so that the next one is as much nearer. */
    private static final Duration HICCUP = Duration.ofMillis(300);

    /** What the way of an undisturbed request varies. */
    private static final Duration USUAL = Duration.ofMillis(50);

    private static Stage stage;

    @BeforeAll
    static void start() {
        Target.assumeLocal();
        stage = Stage.with(Map.of("BOOKS_PACE_SECONDS", String.valueOf(PACE.toSeconds())));
        stage.pauseHealthCheck();
    }

    @AfterAll
    static void stop() {
        if (stage != null) {
            stage.close();
        }
    }

    @Test
    void requestsKeepThePaceAndUseIt() {
        stage.origin().robots(Behaviours.status(500).once(Behaviours.robots("User-agent: *", "Disallow:")));
        List<String> books = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            books.add(String.valueOf(4000 + i));
        }
        stage.origin().page("4003", Behaviours.redirectToSlug());
        stage.origin().page("4007", Behaviours.redirectChain(3));
        stage.origin().page("4011", Behaviours.status(503).once(Behaviours.page()));
        List<Node> tasks = stage.api().submit(books);
        tasks.forEach(task -> stage.api().inState("succeeded", task.at("id").text(), Duration.ofMinutes(2)));

        List<Visit> visits = stage.origin().visits();
        // Two for robots.txt, a request a book, four redirects, one repeat.
        assertThat(visits).hasSize(2 + 16 + 4 + 1);
        assertThat(visits.get(0).path()).isEqualTo("/robots.txt");
        assertThat(visits.get(1).path()).isEqualTo("/robots.txt");
        List<Duration> gaps = gaps(visits);
        assertThat(evened(gaps))
                .as("the gaps are " + gaps)
                .allSatisfy(gap -> assertThat(gap).isGreaterThanOrEqualTo(PACE.minus(HICCUP)));
        assertThat(gaps.stream().sorted().toList().get(gaps.size() / 2))
                .as("the middle of the gaps " + gaps)
                .isGreaterThanOrEqualTo(PACE.minus(USUAL));
        Instant first = visits.get(2).at();
        Instant last = visits.getLast().at();
        assertThat(Duration.between(first, last))
                .as("the gaps are " + gaps)
                .isGreaterThanOrEqualTo(PACE.multipliedBy(visits.size() - 3L).minus(HICCUP));
        // A quarter more than the pace alone, and what a repeat may wait by itself. For own stores alone: where others
        // are too slow for a turn to be taken in time it is lost, and the next one is at the end of the row.
        if (Target.hasOwnStores()) {
            assertThat(Duration.between(first, last))
                    .as("the gaps are " + gaps)
                    .isLessThan(PACE.multipliedBy(visits.size() - 3L)
                            .multipliedBy(5)
                            .dividedBy(4)
                            .plusSeconds(3));
        }
    }

    private static List<Duration> gaps(List<Visit> visits) {
        List<Duration> gaps = new ArrayList<>();
        for (int i = 1; i < visits.size(); i++) {
            gaps.add(Duration.between(visits.get(i - 1).at(), visits.get(i).at()));
        }
        return gaps;
    }

    /** Each with what the one before it was too long: the visit after one that came late comes on time. */
    private static List<Duration> evened(List<Duration> gaps) {
        List<Duration> evened = new ArrayList<>(gaps);
        for (int i = 1; i < gaps.size(); i++) {
            Duration late = gaps.get(i - 1).minus(PACE);
            evened.set(i, gaps.get(i).plus(late.isNegative() ? Duration.ZERO : late));
        }
        return evened;
    }
}
