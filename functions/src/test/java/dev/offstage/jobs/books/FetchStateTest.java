package dev.offstage.jobs.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetchStateTest {
    private static final BookSite SITE = new BookSite(BookSettings.SITE);

    @Test
    void aMemoCarriesTheWholeState() {
        FetchState state = FetchState.first(SITE.page("1"))
                .spending(Duration.ofMillis(1_234))
                .onTo(URI.create("https://www.goodreads.com/book/show/1-slug?x=%20y"))
                .softly()
                .with(Instant.ofEpochMilli(1_800_000_000_123L));

        assertThat(FetchState.read(state.memo(2), 2, SITE)).contains(state);
        assertThat(FetchState.read(FetchState.first(SITE.page("1")).memo(1), 1, SITE))
                .contains(FetchState.first(SITE.page("1")));
    }

    @Test
    void aMemoOfAnEarlierAttemptCountsAsNone() {
        assertThat(FetchState.read(FetchState.first(SITE.page("1")).memo(1), 2, SITE))
                .isEmpty();
    }

    @Test
    void aMemoThatLeadsElsewhereCountsAsNone() {
        assertThat(FetchState.read(
                        FetchState.first(URI.create("https://evil.example/")).memo(1), 1, SITE))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "7",
                "[]",
                "{}",
                "{\"attempt\":1}",
                "{\"attempt\":1,\"url\":\"/a\",\"usedMs\":-1,\"seen\":\"a\"}"
            })
    void aMemoThatCannotBeReadCountsAsNone(String memo) {
        assertThat(FetchState.read(memo, 1, SITE)).isEmpty();
    }
}
