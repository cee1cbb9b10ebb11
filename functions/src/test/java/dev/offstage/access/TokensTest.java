package dev.offstage.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offstage.engine.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokensTest {
    private final TestClock clock = new TestClock("2026-11-21T12:00:00Z");
    private final InMemoryTokenStore store = new InMemoryTokenStore();
    private final Tokens tokens = new Tokens(store, clock, new Random(1));

    @Test
    void theTextIsRecognisableAndOnlyItsHashIsStored() {
        NewToken made = tokens.create("ci", Role.OPERATOR, Duration.ofDays(90));

        assertThat(made.text()).matches("offstage_" + made.token().id() + "_[A-Za-z0-9_-]{43}");
        assertThat(made.toString()).doesNotContain(made.text());
        StoredToken stored = store.find(made.token().id()).orElseThrow();
        assertThat(stored.hash()).matches("[0-9a-f]{64}").isEqualTo(Hashes.of(made.text()));
        assertThat(stored.toString()).doesNotContain(made.text());
        assertThat(stored.isOf(TokenText.parse(made.text()).orElseThrow())).isTrue();
        assertThat(made.token().expiresAt()).isEqualTo(Instant.parse("2027-02-19T12:00:00Z"));
    }

    @Test
    void noTwoTokensAreAlike() {
        NewToken first = tokens.create("ci", Role.ADMIN, null);
        NewToken second = tokens.create("ci", Role.ADMIN, null);

        assertThat(first.text()).isNotEqualTo(second.text());
        assertThat(first.token().id()).isNotEqualTo(second.token().id());
    }

    @Test
    void anIdThatIsTakenIsDrawnAgain() {
        NewToken first = new Tokens(store, clock, new Random(7)).create("a", Role.ADMIN, null);
        NewToken second = new Tokens(store, clock, new Random(7)).create("b", Role.ADMIN, null);

        assertThat(second.token().id()).isNotEqualTo(first.token().id());
        assertThat(tokens.list()).hasSize(2);
    }

    @Test
    void aRequestMakesOneTokenHoweverOftenItComes() {
        NewToken made = tokens.createOnce("r", "a", Role.ADMIN, null).orElseThrow();

        assertThat(TokenText.parse(made.text()).orElseThrow().id())
                .isEqualTo(made.token().id());
        assertThat(tokens.createOnce("r", "a", Role.ADMIN, null)).isEmpty();
        assertThat(tokens.findOnce("r")).contains(made.token());
        assertThat(tokens.findOnce("s")).isEmpty();
        assertThat(tokens.createOnce("s", "a", Role.ADMIN, null)).isPresent();
        assertThat(tokens.list()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " a", "a ", "a\nb", "\u0000", "\u2028", "\u202e", "\ud800", "a\tb"})
    void namesArePrintable(String name) {
        assertThatThrownBy(() -> tokens.create(name, Role.READER, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 64 printable characters");
    }

    @Test
    void namesMayHaveAnyLettersUpTo64() {
        assertThat(Tokens.isName("Straße 7 – 東京 🎭")).isTrue();
        assertThat(Tokens.isName("🎭".repeat(64))).isTrue();
        assertThat(Tokens.isName("x".repeat(65))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.999S", "P3651D"})
    void lifetimesHaveBounds(String lifetime) {
        assertThatThrownBy(() -> tokens.create("a", Role.READER, Duration.parse(lifetime)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from 1 second to 3650 days");
    }

    @Test
    void theListIsNewestFirstAndForgetsWhatEndedLongAgo() {
        Token old = tokens.create("old", Role.READER, Duration.ofHours(1)).token();
        clock.advance(Duration.ofMinutes(1));
        Token young = tokens.create("young", Role.READER, null).token();

        assertThat(tokens.list()).containsExactly(young, old);
        clock.advance(Duration.ofDays(31));
        assertThat(tokens.list()).containsExactly(young);
        assertThat(tokens.revoke(old.id())).isFalse();
    }

    @Test
    void revokingKnowsWhetherThereWasAToken() {
        Token token = tokens.create("a", Role.READER, null).token();

        assertThat(tokens.revoke("no-such-id")).isFalse();
        assertThat(tokens.revoke("abcdefghijkm")).isFalse();
        assertThat(tokens.revoke(token.id())).isTrue();
        clock.advance(Duration.ofMinutes(1));
        assertThat(tokens.revoke(token.id())).isTrue();
        assertThat(tokens.list().getFirst().revokedAt()).isEqualTo(Instant.parse("2026-11-21T12:00:00Z"));
        assertThat(tokens.list().getFirst().serves(clock.instant())).isFalse();
    }
}
