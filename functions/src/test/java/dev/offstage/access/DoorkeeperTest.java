package dev.offstage.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.engine.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DoorkeeperTest {
    private static final String HERE = "203.0.113.7";

    private final TestClock clock = new TestClock("2026-11-21T12:00:00Z");
    private final InMemoryTokenStore store = new InMemoryTokenStore();
    private final Tokens tokens = new Tokens(store, clock, new Random(1));
    private final List<RuntimeException> trouble = new ArrayList<>();
    private final Doorkeeper doorkeeper =
            new Doorkeeper(store, new InMemorySessionStore(), clock, new Random(2), trouble::add);
    private final NewToken made = tokens.create("ci", Role.READER, Duration.ofHours(1));

    @Test
    void aTokenPassesAndIsReadOnceInTenSeconds() {
        for (int i = 0; i < 10; i++) {
            assertThat(check(made.text())).isInstanceOf(Verdict.Passed.class);
            clock.advance(Duration.ofMillis(999));
        }
        assertThat(store.reads()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(1));
        assertThat(check(made.text())).isInstanceOf(Verdict.Passed.class);
        assertThat(store.reads()).isEqualTo(2);
    }

    @Test
    void aRevocationTakesEffectWithinTenSeconds() {
        assertThat(check(made.text())).isInstanceOf(Verdict.Passed.class);
        assertThat(tokens.revoke(made.token().id())).isTrue();
        clock.advance(Duration.ofSeconds(10));

        assertThat(check(made.text())).isEqualTo(new Verdict.Refused());
    }

    @Test
    void anExpiryTakesEffectAtOnce() {
        clock.advance(Duration.ofHours(1).minusMillis(1));
        assertThat(check(made.text())).isInstanceOf(Verdict.Passed.class);
        clock.advance(Duration.ofMillis(1));
        assertThat(check(made.text())).isEqualTo(new Verdict.Refused());
    }

    @Test
    void aUseIsNotedOnceInTenMinutes() {
        for (int i = 0; i < 21; i++) {
            assertThat(check(made.text())).isInstanceOf(Verdict.Passed.class);
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(store.uses()).isEqualTo(3);
        assertThat(tokens.list().getFirst().lastUsedAt()).isEqualTo(Instant.parse("2026-11-21T12:20:00Z"));
    }

    @Test
    void aUseThatCannotBeNotedTurnsNobodyAway() {
        store.failNotes();

        assertThat(check(made.text())).isInstanceOf(Verdict.Passed.class);
        assertThat(trouble).hasSize(1);
    }

    @Test
    void noCharacterOfATokenMayBeAnother() {
        for (int i = 0; i < made.text().length(); i++) {
            char other = made.text().charAt(i) == 'x' ? 'y' : 'x';
            String altered = made.text().substring(0, i) + other + made.text().substring(i + 1);

            assertThat(doorkeeper.check(altered, "10.0.0." + i)).as(altered).isEqualTo(new Verdict.Refused());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "offstage_", "offstage__", "Bearer x", "\u0000", "ö", "offstage_abcdefghijkm_"})
    void whatIsNoTokenIsRefusedWithoutARead(String text) {
        assertThat(check(text)).isEqualTo(new Verdict.Refused());
        assertThat(check(made.text() + "x" + text)).isEqualTo(new Verdict.Refused());
        assertThat(check("x".repeat(1_000_000) + text)).isEqualTo(new Verdict.Refused());
        assertThat(store.reads()).isZero();
    }

    @Test
    void afterTwentyFailuresAMinuteAnAddressWaitsWithoutARead() {
        String other = tokens.create("other", Role.ADMIN, null).text();
        String wrong = made.text().substring(0, 60) + "xxxxx";
        for (int i = 0; i < FailureLimit.MOST; i++) {
            assertThat(check(wrong)).isEqualTo(new Verdict.Refused());
            clock.advance(Duration.ofSeconds(1));
        }
        int reads = store.reads();

        assertThat(check(wrong)).isEqualTo(new Verdict.Limited(Duration.ofSeconds(40)));
        assertThat(check(other)).as("never seen before").isEqualTo(new Verdict.Limited(Duration.ofSeconds(40)));
        assertThat(store.reads()).isEqualTo(reads);
        assertThat(doorkeeper.check(other, "203.0.113.8")).isInstanceOf(Verdict.Passed.class);
        clock.advance(Duration.ofSeconds(40));
        assertThat(check(wrong)).isEqualTo(new Verdict.Refused());
    }

    @Test
    void aTokenThatPassedBeforePassesWhateverElseComesFromItsAddress() {
        assertThat(check(made.text())).isInstanceOf(Verdict.Passed.class);
        exhaust(HERE);
        clock.advance(Duration.ofSeconds(11));

        assertThat(check("wrong")).isInstanceOf(Verdict.Limited.class);
        assertThat(check(made.text())).isInstanceOf(Verdict.Passed.class);
        assertThat(tokens.revoke(made.token().id())).isTrue();
        clock.advance(Duration.ofSeconds(11));
        assertThat(check(made.text())).isEqualTo(new Verdict.Refused());
        assertThat(check(made.text())).as("no more than a guess now").isInstanceOf(Verdict.Limited.class);
    }

    @Test
    void addressesOfOneNetworkCountTogether() {
        exhaust("2001:db8::1");

        assertThat(doorkeeper.check("wrong", "2001:db8::2:3:4:5")).isInstanceOf(Verdict.Limited.class);
        assertThat(doorkeeper.check("wrong", "2001:db8:0:1::1")).isEqualTo(new Verdict.Refused());
    }

    @Test
    void manyAddressesFillNoMemory() {
        FailureLimit limit = new FailureLimit();
        for (int i = 0; i < 20 * 11_000; i++) {
            limit.failed("address " + i / 20, clock.instant());
        }

        assertThat(limit.waitOf("address 0", clock.instant())).isZero();
        assertThat(limit.waitOf("address 10999", clock.instant())).isEqualTo(FailureLimit.WINDOW);
    }

    @Test
    void whatIsRememberedIsBounded() {
        Recent<Integer> recent = new Recent<>();
        for (int i = 0; i <= 1000; i++) {
            recent.put("key " + i, i, clock.instant());
        }

        assertThat(recent.any("key 0")).isEmpty();
        assertThat(recent.any("key 1")).contains(1);
    }

    private void exhaust(String address) {
        for (int i = 0; i < FailureLimit.MOST; i++) {
            assertThat(doorkeeper.check("wrong", address)).isEqualTo(new Verdict.Refused());
        }
    }

    private Verdict check(String text) {
        return doorkeeper.check(text, HERE);
    }
}
