package dev.offstage.jobs.books;

import dev.offstage.jobs.books.Book.Contributor;
import dev.offstage.jobs.books.Book.Series;
import java.math.BigDecimal;
import java.util.ArrayList;
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
    private static final String SERIES_LINK = "a[href*=/series/]";
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
        LegacyDom dom = heading == null ? null : new LegacyDom(heading, page);
        return dom == null || dom.title() == null ? null : dom;
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

    /** As displayed. A linked series is none of it; one that is not linked cannot be told from the title. */
    @Override
    public @Nullable String title() {
        Element title = heading.clone();
        title.select(SERIES_LINK).remove();
        return PageText.of(title);
    }

    /** The mark-up groups a name and its role in some years only; a role always follows its name. */
    @Override
    public List<Contributor> contributors() {
        List<Contributor> contributors = new ArrayList<>();
        for (Element element : page.select("#bookAuthors a.authorName, #bookAuthors span.role")) {
            String text = PageText.of(element);
            if (text != null && element.normalName().equals("a")) {
                contributors.add(new Contributor(text, null));
            } else if (!contributors.isEmpty()) {
                String name = contributors.removeLast().name();
                contributors.add(new Contributor(name, PageText.withoutParentheses(text)));
            }
        }
        return contributors;
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
        String line = text("h2#bookSeries");
        String linked = line == null ? PageText.of(heading.selectFirst(SERIES_LINK)) : line;
        Series one = SeriesText.read(PageText.withoutParentheses(linked));
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
