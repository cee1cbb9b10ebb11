package dev.offstage.jobs.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BookSettingsTest {

    @Test
    void absentAndEmptyVariablesMeanTheDefaults() {
        BookSettings defaults = new BookSettings(
                URI.create("https://www.goodreads.com"),
                Duration.ofSeconds(2),
                Duration.ofHours(24),
                Duration.ofSeconds(600),
                "");

        assertThat(BookSettings.from(Map.of())).isEqualTo(defaults);
        assertThat(BookSettings.from(Map.of("BOOKS_ORIGIN", "", "BOOKS_PACE_SECONDS", "", "BOOKS_CONTACT", " ")))
                .isEqualTo(defaults);
        assertThat(defaults.anotherSite()).isFalse();
    }

    @Test
    void everyVariableIsRead() {
        BookSettings settings = BookSettings.from(Map.of(
                "BOOKS_ORIGIN", "HTTP://Localhost:8080/",
                "BOOKS_PACE_SECONDS", "0.25",
                "BOOKS_FRESH_HOURS", "1.5",
                "BOOKS_BLOCKED_SECONDS", "3",
                "BOOKS_CONTACT", "mailto:books@example.org"));

        assertThat(settings.origin()).isEqualTo(URI.create("http://localhost:8080"));
        assertThat(settings.pace()).isEqualTo(Duration.ofMillis(250));
        assertThat(settings.fresh()).isEqualTo(Duration.ofMinutes(90));
        assertThat(settings.blockedPause()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.anotherSite()).isTrue();
        assertThat(settings.userAgent("1.2")).isEqualTo("Offstage/1.2 (+mailto:books@example.org)");
    }

    @Test
    void theRealSiteByNameIsNoOtherSite() {
        assertThat(BookSettings.from(Map.of("BOOKS_ORIGIN", "https://www.goodreads.com:443/"))
                        .anotherSite())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "BOOKS_ORIGIN,www.goodreads.com",
        "BOOKS_ORIGIN,ftp://example.org",
        "BOOKS_ORIGIN,http://user@example.org",
        "BOOKS_ORIGIN,http://example.org/path",
        "BOOKS_ORIGIN,http://exa mple.org",
        "BOOKS_ORIGIN,http://example.org:70000",
        "BOOKS_PACE_SECONDS,two",
        "BOOKS_PACE_SECONDS,-1",
        "BOOKS_FRESH_HOURS,1e9",
        "BOOKS_BLOCKED_SECONDS,99999999",
        "BOOKS_CONTACT,(x)"
    })
    void nonsenseIsRefusedByName(String name, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BookSettings.from(Map.of(name, value)))
                .withMessageStartingWith(name + " is")
                .withMessageContaining("must be");
    }
}
