package dev.offstage.jobs.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BookLinkTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://www.goodreads.com/book/show/3735293",
                "http://goodreads.com/book/show/3735293",
                "HTTPS://WWW.GoodReads.COM/book/show/3735293",
                "https://www.goodreads.com/en/book/show/3735293",
                "https://www.goodreads.com/book/show/3735293-clean-code",
                "https://www.goodreads.com/book/show/3735293.Clean_Code",
                "https://www.goodreads.com/book/show/3735293.xml",
                "https://www.goodreads.com/book/show/3735293-clean-code.xml?key=1",
                "https://www.goodreads.com/book/show/3735293-",
                "https://www.goodreads.com/book/show/3735293/",
                "https://www.goodreads.com/book/show/3735293-clean-code/?ref=a/b#c/d?e",
                "https://www.goodreads.com/book/show/3735293?",
                "https://www.goodreads.com/book/show/3735293#",
                "https://www.goodreads.com/book/show/3735293?from=https://evil.example/@x&q=100%",
                "https://www.goodreads.com/book/show/3735293-c-est-%C3%A9t%C3%A9",
                "https://www.goodreads.com/book/show/3735293-été-क्लीन-コード",
            })
    void everyFormOfALinkLeadsToTheOneAddress(String text) {
        assertThat(BookLink.read(text)).contains(new BookLink("3735293"));
        assertThat(new BookLink("3735293").url()).isEqualTo("https://www.goodreads.com/book/show/3735293");
    }

    @Test
    void anIdHasOneToEighteenDigitsAndNoLeadingZero() {
        String show = "https://www.goodreads.com/book/show/";

        assertThat(BookLink.read(show + "1")).contains(new BookLink("1"));
        assertThat(BookLink.read(show + "9".repeat(18))).contains(new BookLink("9".repeat(18)));
        assertThat(BookLink.read(show + "9".repeat(19))).isEmpty();
        assertThat(BookLink.read(show + "0")).isEmpty();
        assertThat(BookLink.read(show + "01")).isEmpty();
        assertThat(BookLink.read(show + "-1")).isEmpty();
        assertThat(BookLink.read(show)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "3735293",
                "/book/show/3735293",
                "//www.goodreads.com/book/show/3735293",
                "www.goodreads.com/book/show/3735293",
                "ftp://www.goodreads.com/book/show/3735293",
                "httpss://www.goodreads.com/book/show/3735293",
                "javascript://www.goodreads.com/book/show/3735293",
                "https:www.goodreads.com/book/show/3735293",
                "https:/www.goodreads.com/book/show/3735293",
                "https:///www.goodreads.com/book/show/3735293",
                "https:\\\\www.goodreads.com\\book\\show\\3735293",
            })
    void otherSchemesAndHalfLinksAreRefused(String text) {
        assertThat(BookLink.read(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://goodreads.com.evil.example/book/show/1",
                "https://goodreads.com@evil.example/book/show/1",
                "https://evil.example/goodreads.com/book/show/1",
                "https://evil.example/?https://www.goodreads.com/book/show/1",
                "https://evil.example#https://www.goodreads.com/book/show/1",
                "https://evilgoodreads.com/book/show/1",
                "https://m.goodreads.com/book/show/1",
                "https://www.www.goodreads.com/book/show/1",
                "https://wwwgoodreads.com/book/show/1",
                "https://goodreadsxcom/book/show/1",
                "https://www.goodreads.com./book/show/1",
                "https://www.goodreads.com:443/book/show/1",
                "https://www.goodreads.com:/book/show/1",
                "https://www.goodreads.com:443@evil.example/book/show/1",
                "https://user@www.goodreads.com/book/show/1",
                "https://user:secret@www.goodreads.com/book/show/1",
                "https://@www.goodreads.com/book/show/1",
                "https://evil.example\\@www.goodreads.com/book/show/1",
                "https://www.goodreads.com\\@evil.example/book/show/1",
                "https://www.goodreads.com%2f@evil.example/book/show/1",
                "https://www.goodreads.com\u0000.evil.example/book/show/1",
                "https://www.gооdreads.com/book/show/1",
                "https://www.goodreadſ.com/book/show/1",
                "https://www.goodreads。com/book/show/1",
                "https://www.goodreads.com／book/show/1",
                "https://xn--gdreads-xxa.com/book/show/1",
                "https://127.0.0.1/book/show/1",
            })
    void lookAlikesOfTheHostAreRefused(String text) {
        assertThat(BookLink.read(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/book/show",
                "/book/show/x",
                "/book/show/１２３",
                "/book/show/12３",
                "/book/show/12x",
                "/book/show/12_x",
                "/book/show/1%32",
                "/book/show/12%2f..%2f3",
                "/book/show/12%2Fx",
                "/book/show/12-x%2fy",
                "/book/show/12-x%5Cy",
                "/book/show/12-x%00",
                "/book/show/12-x%0Ay",
                "/book/show/12-x%7f",
                "/book/show/12-x%zz",
                "/book/show/12-x%",
                "/book/show/12-x/y",
                "/book/show/12-x//",
                "/book/show//12",
                "//book/show/12",
                "/book//show/12",
                "/book/show/12//",
                "/book/show/12/reviews",
                "/book/show/../show/12",
                "/book/./show/12",
                "/book/%73how/12",
                "/Book/show/12",
                "/book/reviews/12",
                "/author/show/12",
                "/EN/book/show/12",
                "/eng/book/show/12",
                "/en-US/book/show/12",
                "/en/de/book/show/12",
                "/book/show/12-x y",
                "/book/show/12-x\\y",
                "/book/show/12-\u202Ex",
                "/book/show/12-\u00A0",
                "/book/show/12-\uD83D",
                "/book/show/12?a b",
                "/book/show/12?a\\b",
                "/book/show/12?a\nb",
                "/book/show/12?\u2028",
                "/book/show/12#a#b",
                "/book/show/12;x",
                "/book/show/12\n",
                "/book/show/12\r\n",
                "/book/show/12\u0085",
                "/book/show/12\u0000",
                "/book/show/12 ",
                "\t/book/show/12",
            })
    void otherPathsAreRefused(String path) {
        assertThat(BookLink.read("https://www.goodreads.com" + path)).isEmpty();
    }

    @Test
    void whiteSpaceAroundALinkIsRefused() {
        assertThat(BookLink.read(" https://www.goodreads.com/book/show/1")).isEmpty();
        assertThat(BookLink.read("\nhttps://www.goodreads.com/book/show/1")).isEmpty();
        assertThat(BookLink.read("\uFEFFhttps://www.goodreads.com/book/show/1")).isEmpty();
    }

    @Test
    void aLinkHasUpTo2048Characters() {
        String link = "https://www.goodreads.com/book/show/1-";

        assertThat(BookLink.read(link + "x".repeat(2048 - link.length()))).contains(new BookLink("1"));
        assertThat(BookLink.read(link + "x".repeat(2049 - link.length()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%20", "%20", "a", "-", ".xml", "?", "#", "/", "é"})
    void hostileRepetitionsTakeNoTime(String part) {
        String start = "https://www.goodreads.com/book/show/1-";
        String text = start + part.repeat((2047 - start.length()) / part.length()) + "\u0000";

        Assertions.assertTimeout(Duration.ofSeconds(5), () -> {
            for (int turn = 0; turn < 1000; turn++) {
                assertThat(BookLink.read(text)).isEmpty();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "x", "1x", "１", "1234567890123456789", "1\n"})
    void whatIsNoIdMakesNoLink(String id) {
        assertThatThrownBy(() -> new BookLink(id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 18 digits");
    }
}
