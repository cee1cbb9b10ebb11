package dev.offstage.jobs.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BookSiteTest {
    private static final BookSite REAL = new BookSite(BookSettings.SITE);
    private static final BookSite STUB = new BookSite(URI.create("http://127.0.0.1:8080"));

    @ParameterizedTest
    @CsvSource({
        "https://www.goodreads.com/book/show/1.x, https://www.goodreads.com/book/show/1.x",
        "http://goodreads.com/book/show/1, https://www.goodreads.com/book/show/1",
        "HTTPS://WWW.Goodreads.com:443/a?b=c#d, https://www.goodreads.com/a?b=c",
        "//goodreads.com, https://www.goodreads.com/",
        "/de/book/show/1, https://www.goodreads.com/de/book/show/1",
        "1-slug, https://www.goodreads.com/book/show/1-slug",
        "?a=b, https://www.goodreads.com/book/show/1?a=b",
        "../review/list, https://www.goodreads.com/book/review/list",
        "/book/show/1-пир, https://www.goodreads.com/book/show/1-%D0%BF%D0%B8%D1%80",
        "/a b%zz, https://www.goodreads.com/a%20b%25zz"
    })
    void targetsInsideAreAskedAsTheOrigin(String location, URI expected) {
        assertThat(REAL.follow(REAL.page("1"), location)).isEqualTo(new BookSite.Inside(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example/x",
                "https://www.goodreads.com.evil.example/",
                "https://www.goodreads.com@evil.example/",
                "https://user:pass@www.goodreads.com/",
                "https://www.goodreads.com:8443/",
                "http://www.goodreads.com:443/",
                "https://www.goodreads.com./",
                "https://evil.example\\@www.goodreads.com/",
                "\\\\evil.example\\",
                "http://127.0.0.1:8080/",
                "http://169.254.169.254/latest/meta-data/",
                "http://[::1]/",
                "http://2130706433/",
                "file:///etc/passwd",
                "ftp://www.goodreads.com/",
                "javascript:alert(1)",
                "data:text/html,x",
                "https://",
                "http:///x",
                "https://[",
                "mailto:a@b.example"
            })
    void everythingElseIsRefused(String location) {
        assertThat(REAL.follow(REAL.page("1"), location))
                .isInstanceOfSatisfying(
                        BookSite.Closed.class,
                        closed -> assertThat(closed.failure()).isEqualTo(BookFailure.REFUSED_ADDRESS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://www.goodreads.com/",
                "http://127.0.0.1/",
                "http://127.0.0.1:8081/",
                "https://127.0.0.1:8080/",
                "http://localhost:8080/",
                "http://a@127.0.0.1:8080/"
            })
    void anotherSiteIsOnlyItself(String location) {
        assertThat(STUB.follow(STUB.page("1"), location)).isInstanceOf(BookSite.Closed.class);
        assertThat(STUB.follow(STUB.page("1"), "http://127.0.0.1:8080/x")).isInstanceOf(BookSite.Inside.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/user/sign_in", "/user/sign_in?return=1", "/ap/signin", "/en/ap/signin/x"})
    void aSignInPageMeansBlocked(String location) {
        assertThat(REAL.follow(REAL.page("1"), location))
                .isInstanceOfSatisfying(
                        BookSite.Closed.class,
                        closed -> assertThat(closed.failure()).isEqualTo(BookFailure.BLOCKED));
    }

    @Test
    void aLongForeignTargetIsNotRepeatedWhole() {
        BookSite.Target target = REAL.follow(REAL.page("1"), "https://evil.example/" + "x".repeat(5_000));

        assertThat(target)
                .isInstanceOfSatisfying(
                        BookSite.Closed.class,
                        closed ->
                                assertThat(closed.detail()).hasSizeLessThan(400).contains("evil.example"));
    }
}
