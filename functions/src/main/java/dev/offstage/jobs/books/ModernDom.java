package dev.offstage.jobs.books;

import dev.offstage.jobs.books.Book.Contributor;
import dev.offstage.jobs.books.Book.Series;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.jspecify.annotations.Nullable;

/** The rendered mark-up of the pages since 2021, from the beta of that year on. */
final class ModernDom implements BookSource {
    private static final String TITLE = "h1[data-testid=bookTitle], .BookPageMetadataSection__title > h1";
    private static final Pattern MORE = Pattern.compile("(?:\\.\\.\\.|\u2026) ?(?:more|less|see all|show all).*");
    private static final Pattern PAGES_FORMAT =
            Pattern.compile("(?:(?<pages>\\d[\\d.,\u202f ]*) pages?)?,? ?(?<format>.*)");
    private static final Pattern ISBN = Pattern.compile("[0-9][0-9Xx-]{8,16}");

    private final Element heading;
    private final Element section;
    private final Element page;

    private ModernDom(Element heading, Element section, Element page) {
        this.heading = heading;
        this.section = section;
        this.page = page;
    }

    /** Null when the page has no title in this mark-up. */
    static @Nullable ModernDom of(Document page) {
        Element heading = page.selectFirst(TITLE);
        if (heading == null || PageText.of(heading) == null) {
            return null;
        }
        // Reviews, the author's other books and the like use the same class names outside this section.
        Element section = page.selectFirst(".BookPageMetadataSection");
        return new ModernDom(heading, section == null ? page : section, page);
    }

    @Override
    public String name() {
        return "modern-dom";
    }

    Element heading() {
        return heading;
    }

    @Override
    public @Nullable String title() {
        return PageText.of(heading);
    }

    /** Only the first three of many, since 2022. */
    @Override
    public List<Contributor> contributors() {
        Element list = section.selectFirst(".ContributorLinksList");
        return list == null
                ? List.of()
                : list.select("a.ContributorLink").stream()
                        .map(ModernDom::contributor)
                        .filter(Objects::nonNull)
                        .toList();
    }

    private static @Nullable Contributor contributor(Element link) {
        String name = PageText.of(link.selectFirst(".ContributorLink__name"));
        String role = PageText.withoutParentheses(PageText.of(link.selectFirst("[data-testid=role]")));
        return name == null ? null : new Contributor(name, role);
    }

    @Override
    public @Nullable BigDecimal rating() {
        return PageNumber.rating(textOf(".RatingStatistics__rating"));
    }

    @Override
    public @Nullable Long ratingsCount() {
        return PageNumber.count(textOf("[data-testid=ratingsCount]"));
    }

    @Override
    public @Nullable Long reviewsCount() {
        return PageNumber.count(textOf("[data-testid=reviewsCount]"));
    }

    @Override
    public @Nullable String description() {
        return textOf("[data-testid=description] .Formatted");
    }

    @Override
    public List<String> genres() {
        return section.select("[data-testid=genresList] a[href*=/genres/]").stream()
                .map(PageText::of)
                .filter(Objects::nonNull)
                .filter(genre -> !MORE.matcher(genre).matches())
                .toList();
    }

    @Override
    public List<Series> series() {
        Element line = page.selectFirst(".BookPageTitleSection__title h3");
        if (line == null) {
            return List.of();
        }
        Elements links = line.select("a[href*=/series/]");
        return (links.isEmpty() ? List.of(line) : links)
                .stream()
                        .map(PageText::of)
                        .map(SeriesText::read)
                        .filter(Objects::nonNull)
                        .toList();
    }

    @Override
    public @Nullable String isbn13() {
        return isbns().stream()
                .map(BookNumbers::isbn13)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    @Override
    public @Nullable String isbn10() {
        return isbns().stream()
                .map(BookNumbers::isbn10)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private List<String> isbns() {
        return section.select(".EditionDetails .DescListItem").stream()
                .filter(item -> "ISBN".equals(PageText.of(item.selectFirst("dt"))))
                .map(item -> PageText.of(item.selectFirst("dd")))
                .filter(Objects::nonNull)
                .flatMap(text -> ISBN.matcher(text).results().map(found -> found.group()))
                .toList();
    }

    @Override
    public @Nullable String format() {
        Matcher line = pagesFormat();
        return line == null ? null : PageText.clean(line.group("format"));
    }

    @Override
    public @Nullable Integer pages() {
        Matcher line = pagesFormat();
        return line == null ? null : PageNumber.pages(PageNumber.count(line.group("pages")));
    }

    private @Nullable Matcher pagesFormat() {
        String text = textOf("p[data-testid=pagesFormat]");
        Matcher line = PAGES_FORMAT.matcher(text == null || text.length() > 200 ? "" : text);
        return line.matches() ? line : null;
    }

    @Override
    public @Nullable String published() {
        return publication().published();
    }

    @Override
    public @Nullable String firstPublished() {
        return publication().firstPublished();
    }

    private Publication publication() {
        return Publication.read(textOf("p[data-testid=publicationInfo]"));
    }

    @Override
    public @Nullable String cover() {
        Element picture = page.selectFirst(
                ".BookPage__bookCover .BookCover__image img, .BookPage__bookCover img.BookCover__image");
        return picture == null ? null : CoverPicture.real(picture.attr("src"));
    }

    private @Nullable String textOf(String selector) {
        return PageText.of(section.selectFirst(selector));
    }
}
