package dev.offstage.jobs.books;

import static dev.offstage.jobs.books.ParseBookTest.code;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.task.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectAndRobotsTest {
    private final FetchRig rig = new FetchRig(Duration.ofSeconds(2));

    @Test
    void fiveRedirectsAreFollowedEachAPaceLater() throws Exception {
        rig.redirects("/book/show/1", "/1");
        for (int hop = 1; hop < 5; hop++) {
            rig.redirects("/" + hop, "/" + (hop + 1));
        }

        assertThat(rig.runOn("1", 1)).isInstanceOf(Outcome.Done.class);
        assertThat(rig.asked).containsExactly("/robots.txt", "/book/show/1", "/1", "/2", "/3", "/4", "/5");
        for (int i = 1; i < rig.askedAt.size(); i++) {
            assertThat(Duration.between(rig.askedAt.get(i - 1), rig.askedAt.get(i)))
                    .isEqualTo(Duration.ofSeconds(2));
        }
    }

    @Test
    void theSixthIsOneTooMany() throws Exception {
        rig.redirects("/book/show/1", "/1");
        for (int hop = 1; hop < 9; hop++) {
            rig.redirects("/" + hop, "/" + (hop + 1));
        }

        assertThat(code(rig.runOn("1", 1))).isEqualTo("unreadable");
        assertThat(rig.asked).last().isEqualTo("/5");
    }

    @ParameterizedTest
    @CsvSource({
        "/book/show/1,unreadable", "https://evil.example/,refused-address", "http://10.0.0.1/,refused-address",
        "/user/sign_in,blocked", "'',unreadable", "/search?q=1,refused-by-robots"
    })
    void aTargetThatIsNotForUsEndsTheFetch(String target, String code) throws Exception {
        rig.knowsRobots("User-agent: *\nDisallow: /search\n");
        rig.redirects("/book/show/1", target);

        assertThat(code(rig.runOn("1", 1))).isEqualTo(code);
        assertThat(rig.asked).containsExactly("/book/show/1");
    }

    @Test
    void aPageThatOnlySaysItMovedIsFollowedOnce() throws Exception {
        rig.knowsRobots("");
        rig.reader = (html, status, headers, id) ->
                html.isEmpty() ? new PageReading.Moved("/moved") : new PageReading.Found(FetchRig.book(id, html, true));
        rig.says("/book/show/1", 200, "");

        assertThat(rig.runOn("1", 1)).isInstanceOf(Outcome.Done.class);
        assertThat(rig.asked).containsExactly("/book/show/1", "/moved");
        rig.books.clear();
        rig.says("/moved", 200, "");
        assertThat(code(rig.runOn("1", 1))).isEqualTo("unreadable");
    }

    @Test
    void aFarTurnOfAHopIsSnoozedForAndTheFetchGoesOnFromThere() throws Exception {
        rig.knowsRobots("");
        Instant start = rig.now;
        rig.pages.put("/book/show/1", request -> {
            // While the first hop is answered, many others take their turns.
            rig.nextFree.put("site.test", start.plusSeconds(100));
            return new Hop.Answered(302, Map.of("Location", "/far"), "");
        });

        Outcome outcome = rig.run("1", 1, null);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Snooze.class,
                        snooze -> assertThat(snooze.pause()).isEqualTo(Duration.ofSeconds(99)));
        assertThat(rig.runFrom("1", 1, outcome)).isInstanceOf(Outcome.Done.class);
        assertThat(rig.asked).containsExactly("/book/show/1", "/far");
        assertThat(rig.askedAt).last().isEqualTo(start.plusSeconds(100));
        assertThat(rig.requests.getLast().rest()).isEqualTo(Duration.ofMillis(19_900));
    }

    @Test
    void theTimeOfAllHopsTogetherIsBounded() throws Exception {
        rig.knowsRobots("");
        rig.answerTime = Duration.ofSeconds(11);
        rig.redirects("/book/show/1", "/2");
        rig.redirects("/2", "/3");

        assertThat(code(rig.runOn("1", 1))).isEqualTo("timeout");
        assertThat(rig.asked).containsExactly("/book/show/1", "/2");
    }

    @Test
    void robotsIsReadFirstAndOnlyOnceADay() throws Exception {
        assertThat(rig.runOn("1", 1)).isInstanceOf(Outcome.Done.class);
        assertThat(rig.runOn("2", 1)).isInstanceOf(Outcome.Done.class);
        assertThat(rig.asked).containsExactly("/robots.txt", "/book/show/1", "/book/show/2");

        rig.waitUntil(rig.now.plus(Duration.ofHours(25)));
        assertThat(rig.runOn("3", 1)).isInstanceOf(Outcome.Done.class);
        assertThat(rig.asked).endsWith("/robots.txt", "/book/show/3");
    }

    @Test
    void rulesForUsAreObeyed() throws Exception {
        rig.says("/robots.txt", 200, "User-agent: *\nAllow: /\n\nUser-agent: Offstage\nDisallow: /book/show/1$\n");

        assertThat(code(rig.runOn("1", 1))).isEqualTo("refused-by-robots");
        assertThat(rig.runOn("2", 1)).isInstanceOf(Outcome.Done.class);
        assertThat(rig.asked).containsExactly("/robots.txt", "/book/show/2");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410, 451})
    void withoutRobotsEverythingIsAllowed(int status) throws Exception {
        rig.says("/robots.txt", status, "User-agent: *\nDisallow: /\n");

        assertThat(rig.runOn("1", 1)).isInstanceOf(Outcome.Done.class);
    }

    @ParameterizedTest
    @CsvSource({"429,busy", "500,busy", "503,busy", "202,blocked", "304,unreadable"})
    void withoutAnAnswerAboutRobotsNoPageIsAsked(int status, String code) throws Exception {
        rig.says("/robots.txt", status, "", "Retry-After", "9");

        Outcome outcome = rig.runOn("1", 1);
        assertThat(code(outcome)).isEqualTo(code);
        assertThat(rig.asked).containsExactly("/robots.txt");
        assertThat(rig.robotsClaims).isEmpty();
        if (code.equals("busy")) {
            assertThat(((Outcome.Retry) outcome).after()).isEqualTo(Duration.ofSeconds(9));
        }
    }

    @Test
    void robotsThatCannotBeReachedAreTriedAgain() throws Exception {
        for (BookFailure failure : new BookFailure[] {BookFailure.UNREACHABLE, BookFailure.TIMEOUT}) {
            rig.breaks("/robots.txt", failure);
            assertThat(rig.runOn("1", 1)).isInstanceOf(Outcome.Retry.class);
        }
        assertThat(rig.asked).containsOnly("/robots.txt");
    }

    @Test
    void robotsMayMoveInsideTheSiteOnly() throws Exception {
        rig.redirects("/robots.txt", "/rules.txt");
        rig.says("/rules.txt", 200, "User-agent: *\nDisallow: /book/show/1$\n");
        assertThat(code(rig.runOn("1", 1))).isEqualTo("refused-by-robots");

        FetchRig other = new FetchRig(Duration.ofSeconds(2));
        other.redirects("/robots.txt", "https://evil.example/robots.txt");
        assertThat(code(other.runOn("1", 1))).isEqualTo("unreachable");
    }

    @Test
    void whoDoesNotReadRobotsTakesNoTurn() throws Exception {
        rig.robotsClaims.put(FetchRig.ORIGIN, rig.now.plusSeconds(30));

        Outcome outcome = rig.run("1", 1, null);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Snooze.class,
                        snooze -> assertThat(snooze.pause()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2)));
        assertThat(rig.nextFree).isEmpty();
        assertThat(rig.asked).isEmpty();
    }
}
