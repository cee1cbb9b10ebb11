package dev.offstage.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.engine.TestClock;
import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class SessionsTest {
    private final TestClock clock = new TestClock("2026-11-21T12:00:00Z");
    private final InMemoryTokenStore store = new InMemoryTokenStore();
    private final InMemorySessionStore sessions = new InMemorySessionStore();
    private final Tokens tokens = new Tokens(store, clock, new Random(1));
    private final Doorkeeper doorkeeper = doorkeeper(sessions);
    private final Token token = tokens.create("me", Role.OPERATOR, null).token();

    private Doorkeeper doorkeeper(SessionStore kept) {
        return new Doorkeeper(store, kept, clock, new Random(2), trouble -> {});
    }

    @Test
    void aSessionStandsForItsTokenForTwelveHours() {
        NewSession session = doorkeeper.begin(token);

        assertThat(session.lasting()).isEqualTo(Duration.ofHours(12));
        assertThat(session.toString()).doesNotContain(session.cookie());
        assertThat(doorkeeper.tokenOf(session.cookie())).map(Token::id).contains(token.id());
        clock.advance(Duration.ofHours(12).minusSeconds(1));
        assertThat(doorkeeper.tokenOf(session.cookie())).isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertThat(doorkeeper.tokenOf(session.cookie())).isEmpty();
    }

    @Test
    void aSessionIsReadOnceInTenSeconds() {
        NewSession session = doorkeeper.begin(token);
        for (int i = 0; i < 5; i++) {
            assertThat(doorkeeper.tokenOf(session.cookie())).isPresent();
        }
        assertThat(sessions.reads()).isEqualTo(1);
        assertThat(store.reads()).isEqualTo(1);
    }

    @Test
    void anotherInstanceOfTheFunctionTakesTheSameCookie() {
        assertThat(doorkeeper(sessions).tokenOf(doorkeeper.begin(token).cookie()))
                .isPresent();
    }

    @Test
    void aSessionEndsWithItsToken() {
        NewToken brief = tokens.create("brief", Role.READER, Duration.ofMinutes(5));
        NewSession session = doorkeeper.begin(brief.token());
        NewSession other = doorkeeper.begin(token);

        assertThat(session.lasting()).isEqualTo(Duration.ofMinutes(5));
        assertThat(doorkeeper.tokenOf(other.cookie())).isPresent();
        assertThat(tokens.revoke(token.id())).isTrue();
        clock.advance(Duration.ofSeconds(10));
        assertThat(doorkeeper.tokenOf(other.cookie())).isEmpty();
        clock.advance(Duration.ofMinutes(5));
        assertThat(doorkeeper.tokenOf(session.cookie())).isEmpty();
    }

    @Test
    void signingOutEndsOneSessionAtOnceAndEverywhereWithinTenSeconds() {
        NewSession session = doorkeeper.begin(token);
        NewSession other = doorkeeper.begin(token);
        Doorkeeper elsewhere = doorkeeper(sessions);
        assertThat(elsewhere.tokenOf(session.cookie())).isPresent();

        doorkeeper.end(session.cookie());

        assertThat(doorkeeper.tokenOf(session.cookie())).isEmpty();
        assertThat(doorkeeper.tokenOf(other.cookie())).isPresent();
        clock.advance(Duration.ofSeconds(10));
        assertThat(elsewhere.tokenOf(session.cookie())).isEmpty();
    }

    @Test
    void noCharacterOfACookieMayBeAnother() {
        String cookie = doorkeeper.begin(token).cookie();
        int reads = sessions.reads();
        for (int i = 0; i < cookie.length(); i++) {
            for (char other : new char[] {'a', 'A', '7', '.', '_'}) {
                String altered = cookie.substring(0, i) + other + cookie.substring(i + 1);
                assertThat(doorkeeper.tokenOf(altered).isPresent()).as(altered).isEqualTo(altered.equals(cookie));
            }
        }
        assertThat(sessions.reads()).as("what is not signed is not looked for").isLessThanOrEqualTo(reads + 1);
    }

    @Test
    void aCookieOfAnotherDeploymentIsNone() {
        String foreign = new Doorkeeper(store, new InMemorySessionStore(), clock, new Random(3), trouble -> {})
                .begin(token)
                .cookie();

        assertThat(doorkeeper.tokenOf(foreign)).isEmpty();
    }

    @Property
    void anyTextIsJudgedAndNoneIsASession(@ForAll String text) {
        assertThat(doorkeeper.tokenOf(text)).isEmpty();
        doorkeeper.end(text);
    }

    @Test
    void aHugeCookieIsNone() {
        String cookie = doorkeeper.begin(token).cookie();

        assertThat(doorkeeper.tokenOf(cookie.repeat(10_000))).isEmpty();
        assertThat(doorkeeper.tokenOf(cookie.replaceFirst("\\.(\\d+)\\.", ".9".repeat(1) + "9".repeat(5000) + ".")))
                .isEmpty();
    }
}
