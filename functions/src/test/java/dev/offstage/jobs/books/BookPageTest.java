package dev.offstage.jobs.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which page is what, before a single field counts. */
class BookPageTest {
    private static final String MODERN = SyntheticPages.html("modern-01.html");
    private static final String LEGACY = SyntheticPages.html("legacy-01.html");

    @ParameterizedTest
    @CsvSource({
        "404, NOT_FOUND",
        "410, NOT_FOUND",
        "202, BLOCKED",
        "401, BLOCKED",
        "403, BLOCKED",
        "405, NOT_A_BOOK",
        "400, NOT_A_BOOK",
        "408, BUSY",
        "429, BUSY",
        "500, BUSY",
        "503, BUSY",
        "504, BUSY",
        "302, UNREADABLE"
    })
    void theStatusDecidesBeforeTheText(int status, BookFailure failure) {
        assertThat(failure(BookPage.read(MODERN, status, Map.of(), null))).isEqualTo(failure);
    }

    @ParameterizedTest
    @CsvSource({"200, challenge", "202, challenge", "405, captcha", "403, block", "503, challenge"})
    void theFirewallsHeaderMeansBlocked(int status, String action) {
        PageReading reading = BookPage.read(MODERN, status, Map.of("x-amzn-waf-action", action), null);

        assertThat(failure(reading)).isEqualTo(BookFailure.BLOCKED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script src=\"https://1.2.token.awswaf.com/1/challenge.js\"></script>",
                "<div id=\"challenge-container\"></div>",
                "<script>window.gokuProps = {};</script>",
                "<script>AwsWafIntegration.getToken()</script>",
                "<title>Sign in</title>",
                "<title>Goodreads | Sign In</title>",
                "<link rel=canonical href=https://www.goodreads.com/user/sign_in>",
                "<body>You are being <a href=\"https://www.goodreads.com/ap/signin?x=1\">redirected</a>."
            })
    void challengesAndSignInPagesAreBlocked(String html) {
        assertThat(failure(read("<html>" + html + "</html>", null))).isEqualTo(BookFailure.BLOCKED);
    }

    @Test
    void aChallengeWithStatus405IsBlocked() {
        PageReading reading = BookPage.read("<div id='challenge-container'>", 405, Map.of(), null);

        assertThat(failure(reading)).isEqualTo(BookFailure.BLOCKED);
    }

    @Test
    void aBookThatSpeaksOfSigningInIsABook() {
        String html =
                LEGACY.replace("<title>The Time Machine", "<title>Sign in").replace("A Victorian", "gokuProps: a");

        assertThat(read(html, null)).isInstanceOf(PageReading.Found.class);
    }

    @Test
    void aPageThatOnlySaysItMovedNamesItsTarget() {
        assertThat(read(SyntheticPages.html("error-02-soft-redirect.html"), null))
                .isEqualTo(new PageReading.Moved("https://www.goodreads.com/book/show/900001-the-time-machine"));
        assertThat(BookPage.read("", 302, Map.of("location", "/book/show/1-x"), null))
                .isEqualTo(new PageReading.Moved("/book/show/1-x"));
        assertThat(failure(BookPage.read("", 302, Map.of("location", "/user/sign_in?n=1"), null)))
                .isEqualTo(BookFailure.BLOCKED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<title>Goodreads request took too long</title>",
                "<html><head><title>Goodreads is over capacity</title></head></html>"
            })
    void anExcuseIsBusy(String html) {
        assertThat(failure(read(html, null))).isEqualTo(BookFailure.BUSY);
    }

    @Test
    void aPageWithoutTheBookSaysNotFound() {
        String none = MODERN.replace("{\"__ref\":\"Book:kca://book/amzn1.gr.book.v1.syn910001\"}", "null")
                .replace("data-testid=\"bookTitle\"", "");

        assertThat(failure(read(none, "910001"))).isEqualTo(BookFailure.NOT_FOUND);
        assertThat(failure(read("<html><p data-testid=errorText>Gone</p></html>", null)))
                .isEqualTo(BookFailure.NOT_FOUND);
        assertThat(failure(read("<html><title>Page not found</title></html>", null)))
                .isEqualTo(BookFailure.NOT_FOUND);
    }

    @Test
    void anEmptyStateGivesWhatTheHeadHas() {
        assertThat(read(SyntheticPages.html("modern-06.html"), null))
                .isInstanceOfSatisfying(
                        PageReading.Unfinished.class,
                        page -> assertThat(page.partial())
                                .isNotNull()
                                .satisfies(book -> assertThat(book.complete()).isFalse())
                                .satisfies(book -> assertThat(book.bookId()).isEqualTo("910006"))
                                .satisfies(book -> assertThat(book.sources()).containsEntry("title", "open-graph")));
    }

    @Test
    void anUnfinishedPageOfAnotherBookIsNoBook() {
        assertThat(failure(read(SyntheticPages.html("modern-06.html"), "7"))).isEqualTo(BookFailure.NOT_A_BOOK);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 40, 900, 1500, 2000})
    void aDocumentThatEndsBeforeAnyBookIsTruncated(int length) {
        assertThat(failure(read(MODERN.substring(0, length), null))).isEqualTo(BookFailure.TRUNCATED);
        assertThat(failure(read(LEGACY.substring(0, Math.min(length, LEGACY.indexOf("<h1"))), null)))
                .isEqualTo(BookFailure.TRUNCATED);
    }

    @Test
    void aTitleCutInTheMiddleIsTruncated() {
        String half = LEGACY.substring(0, LEGACY.indexOf("The Time Machine\n</h1>") + 8);

        assertThat(failure(read(half, null))).isEqualTo(BookFailure.TRUNCATED);
    }

    @Test
    void missingEndTagsAloneAreNoTruncation() {
        String open = LEGACY.substring(0, LEGACY.indexOf("</body>"));

        assertThat(read(open, null)).isEqualTo(read(LEGACY, null));
    }

    @Test
    void whatWasRenderedServesWhenTheScriptIsCut() {
        String cut = MODERN.substring(0, MODERN.indexOf("\"bookSeries\""));

        assertThat(read(cut, null)).isInstanceOfSatisfying(PageReading.Found.class, found -> {
            assertThat(found.book().title()).isEqualTo("Northanger Abbey");
            assertThat(found.book().sources())
                    .containsEntry("title", "modern-dom")
                    .containsEntry("rating", "json-ld")
                    .containsEntry("description", "modern-dom");
        });
    }

    @Test
    void aHeadAloneGivesAnIncompleteBook() {
        String head = LEGACY.replace("id=\"bookTitle\"", "");

        assertThat(read(head, "900001")).isInstanceOfSatisfying(PageReading.Found.class, found -> {
            assertThat(found.book().complete()).isFalse();
            assertThat(found.book().title()).isEqualTo("The Time Machine");
            assertThat(found.book().authors()).containsExactly("H.G. Wells");
            assertThat(found.book().sources().values()).containsOnly("open-graph");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><head><title>Popular books</title></head><body><h1>Lists</h1></body></html>",
                "<html><head><meta property=og:type content=website><title>A by B</title></head></html>",
                "just text"
            })
    void aReadablePageWithoutABookIsNone(String html) {
        assertThat(failure(read(html, null))).isEqualTo(BookFailure.NOT_A_BOOK);
    }

    @Test
    void anotherBookThanTheOneAskedIsNone() {
        assertThat(failure(read(MODERN, "7"))).isEqualTo(BookFailure.NOT_A_BOOK);
        assertThat(failure(read(LEGACY, "7"))).isEqualTo(BookFailure.NOT_A_BOOK);
        assertThat(read(MODERN, "910001")).isInstanceOf(PageReading.Found.class);
        assertThat(read(LEGACY, "900001")).isInstanceOf(PageReading.Found.class);
    }

    @Test
    void theCanonicalAddressNeverSaysWhichBookItIs() {
        String elsewhere = LEGACY.replace(
                        "href='https://www.goodreads.com/book/show/900001-the-time-machine'",
                        "href='https://www.goodreads.com/book/show/5'")
                .replace("data-book-id=900001", "");

        assertThat(read(elsewhere, null))
                .isInstanceOfSatisfying(
                        PageReading.Found.class,
                        found -> assertThat(found.book().bookId()).isNull());
        assertThat(read(elsewhere, "900001")).isInstanceOf(PageReading.Found.class);
    }

    private static PageReading read(String html, @Nullable String askedId) {
        return BookPage.read(html, 200, Map.of(), askedId);
    }

    private static @Nullable BookFailure failure(PageReading reading) {
        return reading instanceof PageReading.NoBook none ? none.failure() : null;
    }
}
