package dev.offstage.jobs.books;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** All that one page offers, source by source. */
final class PageSources {
    private final Document document;
    private final String html;
    private final @Nullable NextData nextData;
    private final @Nullable ApolloBook apollo;
    private final @Nullable JsonLdBook jsonLd;
    private final @Nullable ModernDom modern;
    private final @Nullable LegacyDom legacy;
    private final @Nullable OpenGraph openGraph;

    PageSources(Document document, String html, @Nullable String askedId) {
        this.document = document;
        this.html = html;
        this.nextData = NextData.of(document);
        this.apollo = nextData == null ? null : nextData.book(askedId);
        this.jsonLd = JsonLdBook.of(document);
        this.modern = ModernDom.of(document);
        this.legacy = LegacyDom.of(document);
        this.openGraph = OpenGraph.of(document);
    }

    Document document() {
        return document;
    }

    /** Whether the page itself tells of a book, not only its head. */
    boolean hasBook() {
        return (apollo != null && apollo.title() != null) || modern != null || legacy != null;
    }

    boolean hasStructuredHead() {
        return jsonLd != null;
    }

    boolean hasHead() {
        return jsonLd != null || openGraph != null;
    }

    boolean saysNoBook() {
        boolean none = nextData != null && nextData.saysNoBook();
        return none || (jsonLd == null && PageNotice.saysNotFound(document));
    }

    /** Whether the page is a book's, though no source below its head tells of one. */
    boolean isUnloaded() {
        return nextData != null && nextData.isForBook();
    }

    /** The id that the page gives to its book; null when it does not say. */
    @Nullable
    String ownId() {
        return Stream.of(
                        apollo == null ? null : apollo.bookId(),
                        legacy == null ? null : legacy.bookId(),
                        nextData == null ? null : nextData.requestedId())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The book as far as the sources tell of it; null when none knows its title. */
    @Nullable
    Book book(@Nullable String askedId, boolean complete) {
        // The head's tags cut what they tell: they serve only where nothing else does.
        List<BookSource> sources =
                hasBook() || complete ? present(apollo, jsonLd, modern, legacy) : present(apollo, jsonLd, openGraph);
        return new BookMerge(sources).book(askedId == null ? ownId() : askedId, complete);
    }

    private static List<BookSource> present(@Nullable BookSource... sources) {
        return Stream.of(sources).filter(Objects::nonNull).toList();
    }

    /** Whether the document stops early. Many good pages lack end tags, so this means something only without a book. */
    boolean isCut() {
        String text = html.strip().toLowerCase(Locale.ROOT);
        boolean opened = text.isEmpty() || text.startsWith("<!") || text.startsWith("<html");
        return opened && !text.contains("</html") && !text.contains("</body");
    }

    /** Whether nothing at all comes after the title, which then is hardly whole. */
    boolean endsInsideTitle() {
        Element heading = modern != null ? modern.heading() : legacy != null ? legacy.heading() : null;
        if (apollo != null || heading == null || !isCut()) {
            return false;
        }
        return Stream.concat(Stream.of(heading), heading.parents().stream())
                .allMatch(element -> element.nextElementSibling() == null);
    }
}
