package dev.offstage.jobs.books;

import dev.offstage.jobs.books.Book.Contributor;
import dev.offstage.jobs.books.Book.Series;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.jspecify.annotations.Nullable;

/** The mark-up of the pages up to 2022. */
final class LegacyDom implements BookSource {
    private static final Pattern HIDDEN = Pattern.compile("(?i)display\\s*:\\s*none");

    private final Element heading;
    private final Document page;
    private final LegacyDataBox box;
    private final Publication publication;

    private LegacyDom(Element heading, Document page) {
        this.heading = heading;
        this.page = page;
        this.box = LegacyDataBox.of(page);
        this.publication = page.select("#details .row").stream()
                .map(PageText::of)
                .map(Publication::read)
                .filter(Publication::isKnown)
                .findFirst()
                .orElse(Publication.UNKNOWN);
    }

    /** Null when the page has no title in this mark-up. */
    static @Nullable LegacyDom of(Document page) {
        Element heading = page.selectFirst("h1#bookTitle");
        return heading == null || PageText.of(heading) == null ? null : new LegacyDom(heading, page);
    }

    @Override
    public String name() {
        return "legacy-dom";
    }

    Element heading() {
        return heading;
    }

    @Override
    public @Nullable String bookId() {
        String id = BookAddress.leadingId(attribute("#buyButtonContainer[data-book-id]", "data-book-id"));
        return id == null ? BookAddress.shownId(attribute("meta[property=al:ios:url]", "content")) : id;
    }

    @Override
    public @Nullable String title() {
        return PageText.of(heading);
    }

    @Override
    public List<Contributor> contributors() {
        Elements containers = page.select("#bookAuthors .authorName__container");
        return containers.stream()
                .map(LegacyDom::contributor)
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable Contributor contributor(Element container) {
        String name = PageText.of(container.selectFirst("a.authorName span[itemprop=name]"));
        String role = PageText.withoutParentheses(PageText.of(container.selectFirst("span.role")));
        return name == null ? null : new Contributor(name, role);
    }

    @Override
    public @Nullable BigDecimal rating() {
        return PageNumber.rating(text("#bookMeta [itemprop=ratingValue]"));
    }

    @Override
    public @Nullable Long ratingsCount() {
        return count("#bookMeta [itemprop=ratingCount]");
    }

    @Override
    public @Nullable Long reviewsCount() {
        return count("#bookMeta [itemprop=reviewCount]");
    }

    /** A long description comes twice: cut, and whole but hidden. A short one comes once. */
    @Override
    public @Nullable String description() {
        Elements texts = page.select("#description span[id^=freeText]");
        Stream<Element> hidden =
                texts.stream().filter(text -> HIDDEN.matcher(text.attr("style")).find());
        return Stream.concat(hidden, texts.stream())
                .map(PageText::of)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    @Override
    public List<String> genres() {
        return page.select(".elementList .left").stream()
                .map(levels -> PageText.of(levels.select("a.bookPageGenreLink").last()))
                .filter(Objects::nonNull)
                .toList();
    }

    /** The box names all series, the heading one; the heading's is there while the box is not. */
    @Override
    public List<Series> series() {
        List<Series> all = box.series();
        if (!all.isEmpty()) {
            return all;
        }
        Series one = SeriesText.read(PageText.withoutParentheses(text("h2#bookSeries")));
        return one == null ? List.of() : List.of(one);
    }

    @Override
    public @Nullable String isbn13() {
        return box.isbn13();
    }

    @Override
    public @Nullable String isbn10() {
        return box.isbn10();
    }

    @Override
    public @Nullable String asin() {
        return box.asin();
    }

    @Override
    public @Nullable String format() {
        return text("#details [itemprop=bookFormat]");
    }

    @Override
    public @Nullable Integer pages() {
        return PageNumber.pages(PageNumber.count(text("#details [itemprop=numberOfPages]")));
    }

    @Override
    public @Nullable String publisher() {
        return publication.publisher();
    }

    @Override
    public @Nullable String published() {
        return publication.published();
    }

    @Override
    public @Nullable String firstPublished() {
        return publication.firstPublished();
    }

    @Override
    public @Nullable String language() {
        return text("#bookDataBox [itemprop=inLanguage]");
    }

    @Override
    public @Nullable String cover() {
        return CoverPicture.real(attribute("img#coverImage", "src"));
    }

    /** The exact number stands in an attribute; the text beside it is for readers. */
    private @Nullable Long count(String selector) {
        Element element = page.selectFirst(selector);
        return element == null
                ? null
                : PageNumber.count(
                        PageText.clean(element.hasAttr("content") ? element.attr("content") : element.text()));
    }

    private @Nullable String text(String selector) {
        return PageText.of(page.selectFirst(selector));
    }

    private @Nullable String attribute(String selector, String name) {
        Element element = page.selectFirst(selector);
        return element == null ? null : element.attr(name);
    }
}
