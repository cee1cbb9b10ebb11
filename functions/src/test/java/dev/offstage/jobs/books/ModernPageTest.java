package dev.offstage.jobs.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.jobs.books.Book.Contributor;
import dev.offstage.jobs.books.Book.Series;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Forms of the newer pages that the whole pages of the other tests do not have. */
class ModernPageTest {
    private static final String PAGE = SyntheticPages.html("modern-02.html");

    @Test
    void nothingButTheTitleIsNeeded() {
        Book book = read(nextData("\"title\":\"Bare\",\"details\":null,\"work\":null,\"bookSeries\":null,"
                + "\"bookGenres\":[null,{\"genre\":null}],\"primaryContributorEdge\":null,"
                + "\"secondaryContributorEdges\":[{\"node\":{\"__ref\":\"gone\"},\"role\":\"Author\"}]"));

        assertThat(book.title()).isEqualTo("Bare");
        assertThat(book.contributors()).isEmpty();
        assertThat(book.sources()).containsOnlyKeys("title");
        assertThat(BookJson.write(book).toText()).contains("\"author\":null,\"authors\":[],\"contributors\":[]");
    }

    @Test
    void anUnratedWorkHasNoRatingWhateverElseThePageShows() {
        String unrated =
                PAGE.replace("\"averageRating\":4,\"ratingsCount\":1203", "\"averageRating\":0,\"ratingsCount\":0");

        assertThat(read(unrated).rating()).isNull();
        assertThat(read(unrated).ratingsCount()).isZero();
        assertThat(read(unrated).sources()).doesNotContainKey("rating");
    }

    @Test
    void placeholdersAndZeroesAreNothing() {
        Book book = read(nextData("\"title\":\"Bare\",\"imageUrl\":\"https://x.test/images/no-cover.png\","
                + "\"details\":{\"numPages\":0,\"publicationTime\":null,\"asin\":\"0441013597\",\"isbn\":\"bad\","
                + "\"isbn13\":\"\",\"format\":\" \",\"language\":null}"));

        assertThat(book.sources()).containsOnlyKeys("title");
    }

    @Test
    void theStrippedDescriptionServesWithoutTheMarkedOne() {
        Book book = read(nextData("\"title\":\"T\",\"description({\\\"stripped\\\":true})\":\"a <b\\n\\nc\""));

        assertThat(book.description()).isEqualTo("a <b c");
    }

    @Test
    void withoutTheScriptTheDisplayedTitleAndRolesComeBeforeJsonLd() {
        Book book = read(PAGE.replace("__NEXT_DATA__", "gone"));

        assertThat(book.title()).isEqualTo("The Keeper's Sons & Daughters");
        assertThat(book.series()).containsExactly(new Series("Keeper's Saga", "1-3"));
        assertThat(book.isbn13()).isEqualTo("9780000000033");
        assertThat(book.sources())
                .containsEntry("title", "modern-dom")
                .containsEntry("contributors", "modern-dom")
                .containsEntry("isbn13", "json-ld");
    }

    @Test
    void jsonLdAloneIsUnescapedOnceMore() {
        String head = PAGE.replace("__NEXT_DATA__", "gone").replace("data-testid=\"bookTitle\"", "");
        Book book = read(head.replace(
                "<script type=\"application/ld+json\">",
                "<script type=\"application/ld+json\">{,}</script>$0"
                        .replace("$0", "<script type=\"application/ld+json\">")));

        assertThat(book.title()).isEqualTo("The Keeper's Sons & Daughters (Keeper's Saga, #1-3)");
        assertThat(book.contributors()).containsExactly(new Contributor("Stephen Marlow", null));
        assertThat(book.complete()).isTrue();
        assertThat(book.sources().values()).containsOnly("json-ld");
    }

    @Test
    void theBetaOf2021NamesIsbnsInItsEditionDetails() {
        Book book = read("""
                <html><body><div class=BookPageMetadataSection><div class=BookPageMetadataSection__title><h1>Beta</h1>
                <h3><div class=ContributorLinksList><a class=ContributorLink><span class=ContributorLink__name>A</span>
                </a></div></h3></div><div class=EditionDetails><dl><div class=DescListItem><dt>ISBN</dt><dd>9781444451382
                <span>(ISBN10: 1444451383)</span></dd></div></dl></div></div><h1>Loading...</h1></body></html>""");

        assertThat(book.isbn13()).isEqualTo("9781444451382");
        assertThat(book.isbn10()).isEqualTo("1444451383");
        assertThat(book.series()).isEmpty();
    }

    @Test
    void eitherHalfOfPagesAndFormatMayBeMissing() {
        assertThat(read(PAGES.formatted("99 pages")).pages()).isEqualTo(99);
        assertThat(read(PAGES.formatted("99 pages")).format()).isNull();
        assertThat(read(PAGES.formatted("Audio CD, Unabridged")).pages()).isNull();
        assertThat(read(PAGES.formatted("Audio CD, Unabridged")).format()).isEqualTo("Audio CD, Unabridged");
        assertThat(read(PAGES.formatted("1,204 pages, Hardcover")).pages()).isEqualTo(1204);
        assertThat(read(PAGES.formatted("1,204 pages, Hardcover")).format()).isEqualTo("Hardcover");
    }

    private static final String PAGES =
            "<html><h1 data-testid=bookTitle>T</h1><p data-testid=pagesFormat>%s</p></html>";

    private static String nextData(String members) {
        return "<html><script id=__NEXT_DATA__>{\"page\":\"/book/show/[book_id]\",\"query\":{\"book_id\":\"7-x\"},"
                + "\"props\":{\"pageProps\":{\"apolloState\":{\"ROOT_QUERY\":{\"getBookByLegacyId({\\\"legacyId\\\":"
                + "\\\"7\\\"})\":{\"__ref\":\"Book:1\"}},\"Book:1\":{\"legacyId\":7," + members
                + "}}}}}</script></html>";
    }

    private static Book read(String html) {
        PageReading reading = BookPage.read(html, 200, Map.of(), null);
        @Nullable Book book = reading instanceof PageReading.Found found ? found.book() : null;
        assertThat(book).as(String.valueOf(reading)).isNotNull();
        return book;
    }
}
