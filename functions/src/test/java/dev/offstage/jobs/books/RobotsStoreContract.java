package dev.offstage.jobs.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every {@link RobotsStore} does. */
interface RobotsStoreContract {
    Instant NOON = Instant.parse("2026-08-01T12:00:00Z");
    Instant SOON = NOON.plusSeconds(30);
    Instant TOMORROW = NOON.plusSeconds(86_400);
    String SITE = "https://a.example";

    RobotsStore store();

    @Test
    default void whatWasNeverReadIsNotFound() {
        assertThat(store().find(SITE, NOON)).isEmpty();
    }

    @Test
    default void aTextIsKeptUntilItsEnd() {
        store().keep(SITE, "User-agent: *\nDisallow: /ü\n", TOMORROW);

        assertThat(store().find(SITE, TOMORROW.minusMillis(1))).contains("User-agent: *\nDisallow: /ü\n");
        assertThat(store().find(SITE, TOMORROW)).isEmpty();
        assertThat(store().find("http://a.example", NOON)).isEmpty();
    }

    @Test
    default void theEmptyTextIsAText() {
        store().keep(SITE, "", TOMORROW);

        assertThat(store().find(SITE, NOON)).contains("");
    }

    @Test
    default void theLastTextReplacesTheOneBefore() {
        store().keep(SITE, "before", TOMORROW);
        store().keep(SITE, "last", SOON);

        assertThat(store().find(SITE, NOON)).contains("last");
        assertThat(store().find(SITE, SOON)).isEmpty();
    }

    @Test
    default void onlyOneAtATimeReads() {
        assertThat(store().claimReading(SITE, NOON, SOON)).isTrue();
        assertThat(store().claimReading(SITE, NOON, SOON)).isFalse();
        assertThat(store().claimReading("https://b.example", NOON, SOON)).isTrue();
    }

    @Test
    default void aReaderThatDiesLosesItsClaimAtItsEnd() {
        assertThat(store().claimReading(SITE, NOON, SOON)).isTrue();
        assertThat(store().claimReading(SITE, SOON.minusMillis(1), TOMORROW)).isFalse();
        assertThat(store().claimReading(SITE, SOON, TOMORROW)).isTrue();
        assertThat(store().claimReading(SITE, SOON.plusMillis(1), TOMORROW)).isFalse();
    }

    @Test
    default void keepingATextEndsTheClaim() {
        assertThat(store().claimReading(SITE, NOON, SOON)).isTrue();
        store().keep(SITE, "text", TOMORROW);

        assertThat(store().claimReading(SITE, NOON, SOON)).isTrue();
        assertThat(store().find(SITE, NOON)).contains("text");
    }

    @Test
    default void aReleasedReadingIsFreeForAnother() {
        assertThat(store().claimReading(SITE, NOON, SOON)).isTrue();
        store().release(SITE);

        assertThat(store().find(SITE, NOON)).isEmpty();
        assertThat(store().claimReading(SITE, NOON, SOON)).isTrue();
    }

    @Test
    default void releasingWhatNobodyHoldsChangesNothing() {
        store().release("https://b.example");
        store().keep(SITE, "text", TOMORROW);
        store().release(SITE);

        assertThat(store().find(SITE, NOON)).contains("text");
    }

    @Test
    default void ofManyAtOnceOneMayRead() {
        var said = AtOnce.call(20, caller -> store().claimReading(SITE, NOON, SOON));

        assertThat(said).containsOnlyOnce(true);
    }

    @Test
    default void ofATextOfAnyLengthWholeLinesAreKept() {
        String line = "Disallow: /ünüsable/\n";
        String endless = line.repeat(50_000);
        store().keep(SITE, endless, TOMORROW);

        String kept = store().find(SITE, NOON).orElseThrow();
        assertThat(endless).startsWith(kept);
        assertThat(kept).hasSizeGreaterThan(200_000).endsWith(line);
    }
}
