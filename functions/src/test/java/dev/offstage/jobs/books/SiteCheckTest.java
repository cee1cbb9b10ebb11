package dev.offstage.jobs.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.engine.TestClock;
import dev.offstage.jobs.books.SiteCheck.Finding;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SiteCheckTest {
    private static final URI OTHER = URI.create("http://site.test");
    private static final String ROBOTS = "http://site.test/robots.txt";

    private final TestClock clock = new TestClock("2026-11-21T12:00:00Z");
    private final Map<String, Hop.Answer> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final InMemoryRobotsStore robots = new InMemoryRobotsStore();
    private Instant nextFree = clock.instant();

    private SiteCheck check(URI origin) {
        Duration pace = Duration.ofSeconds(2);
        BookSettings settings = new BookSettings(origin, pace, Duration.ofHours(24), Duration.ofMinutes(10), "");
        BookSite site = new BookSite(origin);
        Turns turns = new Turns(site.host(), pace, (host, distance, now) -> nextFree, clock, clock::moveTo);
        RobotsFile file = new RobotsFile(site, new Hops(site, this::answer, FetchLimits.USUAL, clock), turns);
        return new SiteCheck(settings, file, robots, clock);
    }

    private Hop.Answer answer(Hop.Request request) {
        asked.add(request.url().toString());
        return answers.getOrDefault(request.url().toString(), answered(200));
    }

    private static Hop.Answered answered(int status, String... headers) {
        Map<String, String> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < headers.length; i += 2) {
            map.put(headers[i], headers[i + 1]);
        }
        return new Hop.Answered(status, map, "User-agent: *\nDisallow:\n");
    }

    private Finding ask(URI origin) throws InterruptedException {
        return check(origin).ask(null, clock.instant().plusSeconds(60));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 403, 404, 410})
    void whateverStatusTellsWhatMayBeReadIsAnAnswer(int status) throws Exception {
        answers.put(ROBOTS, answered(status));

        assertThat(ask(OTHER)).isEqualTo(new Finding.Answers(status));
        assertThat(asked).containsExactly(ROBOTS);
    }

    @ParameterizedTest
    @CsvSource({"500, busy", "503, busy", "429, busy", "202, blocked", "304, unreadable"})
    void anyOtherIsAFinding(int status, String code) throws Exception {
        answers.put(ROBOTS, answered(status));

        assertThat(ask(OTHER)).isInstanceOfSatisfying(Finding.Fails.class, fails -> {
            assertThat(fails.code()).isEqualTo(code);
            assertThat(fails.detail()).contains(ROBOTS, String.valueOf(status));
        });
    }

    @Test
    void silenceIsAFinding() throws Exception {
        answers.put(ROBOTS, new Hop.Broken(BookFailure.UNREACHABLE, ROBOTS + " has no known address."));

        assertThat(ask(OTHER)).isEqualTo(new Finding.Fails("unreachable", ROBOTS + " has no known address."));
    }

    @Test
    void aRedirectInsideIsFollowedAndOneElsewhereIsNot() throws Exception {
        answers.put(ROBOTS, answered(301, "Location", "/other.txt"));
        assertThat(ask(OTHER)).isEqualTo(new Finding.Answers(200));
        assertThat(asked).containsExactly(ROBOTS, "http://site.test/other.txt");

        answers.put(ROBOTS, answered(301, "Location", "http://169.254.169.254/latest/meta-data"));
        assertThat(ask(OTHER))
                .isInstanceOfSatisfying(
                        Finding.Fails.class,
                        fails -> assertThat(fails.detail()).contains("only http://site.test is asked"));
        assertThat(asked).hasSize(3).noneMatch(url -> url.contains("169.254"));
    }

    @Test
    void theRealSiteIsAskedOnlyForADayAfterABookOfItWas() throws Exception {
        assertThat(ask(BookSettings.SITE)).isEqualTo(new Finding.Unused());
        assertThat(asked).isEmpty();

        robots.keep(BookSettings.SITE.toString(), "", clock.instant().plus(RobotRules.HOLDS));
        assertThat(ask(BookSettings.SITE)).isEqualTo(new Finding.Answers(200));
        assertThat(asked).containsExactly(BookSettings.SITE + "/robots.txt");

        clock.advance(RobotRules.HOLDS);
        assertThat(ask(BookSettings.SITE)).isEqualTo(new Finding.Unused());
    }

    @Test
    void itsTurnComesAfterThoseOfBooks() throws Exception {
        nextFree = clock.instant().plusSeconds(90);
        SiteCheck check = check(OTHER);

        Finding first = check.ask(null, clock.instant().plusSeconds(60));
        assertThat(first).isInstanceOfSatisfying(Finding.Later.class, later -> {
            assertThat(later.turn()).isEqualTo(nextFree);
            assertThat(later.pause()).isBetween(Duration.ofSeconds(80), Duration.ofSeconds(90));
        });
        assertThat(asked).isEmpty();

        clock.advance(((Finding.Later) first).pause());
        assertThat(check.ask(nextFree, clock.instant().plusSeconds(60))).isEqualTo(new Finding.Answers(200));
        assertThat(clock.instant()).isEqualTo(nextFree);
    }
}
