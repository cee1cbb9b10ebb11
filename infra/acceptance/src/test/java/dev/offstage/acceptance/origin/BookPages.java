package dev.offstage.acceptance.origin;

/** Pages of books that nobody wrote, in the shape of the real ones. */
public final class BookPages {
    private static final String DATA = """
            {"props":{"pageProps":{"params":{"book_id":"{id}"},"apolloState":{
            "ROOT_QUERY":{"__typename":"Query","getBookByLegacyId({\\"legacyId\\":\\"{id}\\"})":{"__ref":"Book:b{id}"}},
            "Contributor:c1":{"__typename":"Contributor","name":"Ada Example"},
            "Contributor:c2":{"__typename":"Contributor","name":"Tom Turner"},
            "Series:s1":{"__typename":"Series","title":"The Sample Shelf"},
            "Book:b{id}":{"__typename":"Book","legacyId":{id},"title":"{title}","titleComplete":"{title}",
              "description":"A <b>short</b> tale.<br/>It ends well.","description({\\"stripped\\":true})":"A short tale. It ends well.",
              "primaryContributorEdge":{"node":{"__ref":"Contributor:c1"},"role":"Author"},
              "secondaryContributorEdges":[{"node":{"__ref":"Contributor:c2"},"role":"Translator"}],
              "imageUrl":"https://example.test/covers/{id}.jpg",
              "bookSeries":[{"userPosition":"1-3","series":{"__ref":"Series:s1"}}],
              "bookGenres":[{"genre":{"name":"Fiction"}},{"genre":{"name":"Tests"}}],
              "details":{"asin":"B012345678","format":"Paperback","numPages":321,"publicationTime":907398000000,
                "publisher":"Sample House","isbn":"0306406152","isbn13":"9780306406157","language":{"name":"English"}},
              "work":{"__ref":"Work:w{id}"}},
            "Work:w{id}":{"__typename":"Work","stats":{"averageRating":4.35,"ratingsCount":23456,"textReviewsCount":1400},
              "details":{"originalTitle":null,"publicationTime":null}}}}},
            "page":"/book/show/[book_id]","query":{"book_id":"{id}"},"buildId":"sample"}""";

    private static final String UNLOADED = """
            {"props":{"pageProps":{"params":{"book_id":"{id}"},"apolloState":{}}},"page":"/book/show/[book_id]",\
            "query":{"book_id":"{id}"},"buildId":"sample"}""";

    private static final String NOBODY = """
            {"props":{"pageProps":{"params":{"book_id":"{id}"},"apolloState":{"ROOT_QUERY":{"__typename":"Query",\
            "getBookByLegacyId({\\"legacyId\\":\\"{id}\\"})":null}}}},"page":"/book/show/[book_id]","buildId":"sample"}""";

    private BookPages() {}

    /** The title that the page of book {@code id} gives it. */
    public static String title(String id) {
        return "Sample Tale " + id;
    }

    /** The page of the book {@code id}. */
    public static String modern(String id) {
        return modern(id, title(id));
    }

    static String modern(String id, String title) {
        return page(title, "", DATA.replace("{id}", id).replace("{title}", title));
    }

    /** The page whose data did not load: only its head tells of a book. */
    static String unloaded(String id) {
        String head = "<meta property=\"og:title\" content=\"" + title(id) + "\"/>"
                + "<meta property=\"og:type\" content=\"books.book\"/>";
        return page(title(id), head, UNLOADED.replace("{id}", id));
    }

    /** The page that says there is no such book. */
    static String missing(String id) {
        return page("Page not found", "<meta name=\"robots\" content=\"noindex\"/>", NOBODY.replace("{id}", id));
    }

    /** The page of the book {@code id} as it was made years ago. */
    static String legacy(String id) {
        return """
                <!DOCTYPE html><html><head><title>%2$s by Ada Example</title></head><body>
                <h1 id="bookTitle" class="gr-h1" itemprop="name">
                      %2$s
                </h1>
                <div id="bookAuthors"><div class='authorName__container'><a class="authorName" href="#">\
                <span itemprop="name">Ada Example</span></a></div></div>
                <div id="bookMeta"><span itemprop="ratingValue"> 3.90 </span>
                <meta itemprop="ratingCount" content="512" /><meta itemprop="reviewCount" content="18" /></div>
                <div id="buyButtonContainer" data-book-id="%1$s"></div></body></html>""".formatted(id, title(id));
    }

    /** A page that can be read and tells of no book. */
    static String other() {
        return "<!DOCTYPE html><html><head><title>About us</title></head><body><p>We like to read.</p></body></html>";
    }

    /** What stands in place of a page until a browser has proved itself. */
    static String challenge() {
        return "<!DOCTYPE html><html><head><script>window.gokuProps={};</script></head>"
                + "<body><div id=\"challenge-container\"></div></body></html>";
    }

    private static String page(String title, String head, String data) {
        return """
                <!DOCTYPE html><html lang="en"><head><meta charSet="utf-8"/>%2$s<title>%1$s</title></head><body>\
                <div id="__next"><main class="PageFrame__main"><svg aria-label="Loading interface..." role="img"></svg>\
                </main></div><script id="__NEXT_DATA__" type="application/json">%3$s</script></body></html>""".formatted(title, head, data);
    }
}
