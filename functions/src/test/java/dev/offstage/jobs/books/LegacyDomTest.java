package dev.offstage.jobs.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.jobs.books.Book.Contributor;
import dev.offstage.jobs.books.Book.Series;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/** Forms of the old mark-up that the whole pages of the other tests do not have. */
class LegacyDomTest {
    @Test
    void aSeriesLinkedInsideTheHeadingIsNotPartOfTheTitle() {
        LegacyDom page = legacy("<h1 id=bookTitle>The River (Draft) <a href='/series/7-r'>(Rivers, #2)</a></h1>");

        assertThat(page.title()).isEqualTo("The River (Draft)");
        assertThat(page.series()).containsExactly(new Series("Rivers", "2"));
    }

    @Test
    void rolesBelongToTheNameBeforeThemAlsoWithoutContainers() {
        LegacyDom page = legacy("""
                <h1 id=bookTitle>T</h1><div id=bookAuthors>by <a class=authorName><span itemprop=name>Ann  Lee</span></a>
                <span class=greyText>(Goodreads Author)</span>, <a class=authorName><span itemprop=name>Bo</span></a>
                <span class="authorName greyText smallText role">(Translator)</span>,
                <a class=authorName><span itemprop=name>Ann Lee</span></a></div>""");

        assertThat(page.contributors())
                .containsExactly(
                        new Contributor("Ann Lee", null),
                        new Contributor("Bo", "Translator"),
                        new Contributor("Ann Lee", null));
    }

    @Test
    void allSeriesOfTheBoxAreReadInTheirOrder() {
        LegacyDom page = legacy("""
                <h1 id=bookTitle>T</h1><h2 id=bookSeries><a href=/series/1>(Wheel #3)</a></h2><div id=bookDataBox>
                <div class=infoBoxRowTitle>Series</div><div class=infoBoxRowItem><a href=/series/1>Wheel #3</a>,
                <a href=/series/2>Wheel: Tales #1-2</a>, <a href=/series/3>Spokes</a></div></div>""");

        assertThat(page.series())
                .containsExactly(
                        new Series("Wheel", "3"), new Series("Wheel: Tales", "1-2"), new Series("Spokes", null));
    }

    @Test
    void anAsinInTheIsbnSlotIsNoIsbn() {
        LegacyDom page = legacy("""
                <h1 id=bookTitle>T</h1><div id=bookDataBox><div class=infoBoxRowTitle>ISBN</div>
                <div class=infoBoxRowItem itemprop=isbn>B003JTHWKU</div></div>""");

        assertThat(page.asin()).isEqualTo("B003JTHWKU");
        assertThat(page.isbn13()).isNull();
        assertThat(page.isbn10()).isNull();
    }

    @Test
    void theFirstTextOfTheIsbnRowIsTheIsbn10HoweverTheRestIsMarked() {
        LegacyDom page = legacy("""
                <h1 id=bookTitle>T</h1><div id=bookDataBox><div class=infoBoxRowTitle>ISBN</div>
                <div class=infoBoxRowItem>0-8044-2957-X (ISBN13: 9780804429573)</div></div>""");

        assertThat(page.isbn10()).isEqualTo("080442957X");
        assertThat(page.isbn13()).isEqualTo("9780804429573");
    }

    @Test
    void aTenDigitNumberInThePlaceOfTheIsbn13IsNeither() {
        LegacyDom page = legacy("""
                <h1 id=bookTitle>T</h1><div id=bookDataBox><div class=infoBoxRowTitle>ISBN</div>
                <div class=infoBoxRowItem>none <span>(ISBN13: <span itemprop=isbn>1500000017</span>)</span></div></div>""");

        assertThat(page.isbn10()).isNull();
        assertThat(page.isbn13()).isNull();
    }

    @Test
    void anEmptyHiddenTextDoesNotHideTheVisibleOne() {
        LegacyDom page = legacy("""
                <h1 id=bookTitle>T</h1><div id=description><span id=freeTextContainer1>Short.</span>
                <span id=freeText1 style="display: none"></span></div>""");

        assertThat(page.description()).isEqualTo("Short.");
    }

    @Test
    void theBookIdComesFromTheButtonsOrTheAppAddress() {
        assertThat(legacy("<h1 id=bookTitle>T</h1><div id=buyButtonContainer data-book-id=12>")
                        .bookId())
                .isEqualTo("12");
        assertThat(legacy("<meta property='al:ios:url' content='com.goodreads.https://book/show/13'><h1 id=bookTitle>T")
                        .bookId())
                .isEqualTo("13");
        assertThat(legacy("<link rel=canonical href='https://www.goodreads.com/book/show/14'><h1 id=bookTitle>T")
                        .bookId())
                .isNull();
    }

    private static LegacyDom legacy(String html) {
        return Objects.requireNonNull(LegacyDom.of(Jsoup.parse(html)));
    }
}
