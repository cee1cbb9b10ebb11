package dev.offstage.jobs.books;

import dev.offstage.jobs.books.Book.Contributor;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** What the head offers to link previews: often cut, never all. */
final class OpenGraph implements BookSource {
    private static final Set<String> TYPES = Set.of("books.book", "book");
    private static final Pattern BOOK_ADDRESS = Pattern.compile("/book/show/|/work/best_book/");
    private static final Pattern SITE = Pattern.compile(" \\| Goodreads$");
    private static final Pattern CUT = Pattern.compile("(?:\u2026|\\.\\.\\.)$");
    private static final Pattern BY = Pattern.compile("(?<title>.+) by (?<author>.+)");
    private static final int LONGEST = 2000;

    private final Document page;
    private final String shortTitle;
    private final Matcher wholeTitle;

    private OpenGraph(Document page, String shortTitle, Matcher wholeTitle) {
        this.page = page;
        this.shortTitle = shortTitle;
        this.wholeTitle = wholeTitle;
    }

    /** Null when the head is not that of a book's page. */
    static @Nullable OpenGraph of(Document page) {
        String heading = PageText.clean(page.title());
        String shortTitle = meta(page, "og:title");
        if (!isBook(page) || (heading == null && shortTitle == null)) {
            return null;
        }
        String whole = heading == null ? "" : SITE.matcher(heading).replaceFirst("");
        return new OpenGraph(
                page, shortTitle == null ? whole : shortTitle, BY.matcher(whole.length() > LONGEST ? "" : whole));
    }

    /** The address tells only what kind of page this is: it names the work's best edition, not the page's. */
    private static boolean isBook(Document page) {
        String type = meta(page, "og:type");
        String address = meta(page, "og:url");
        boolean shown = address != null && BOOK_ADDRESS.matcher(address).find();
        return type == null ? shown : TYPES.contains(type) && (shown || address == null);
    }

    @Override
    public String name() {
        return "open-graph";
    }

    /** The title element's when it continues what the tag cuts off. */
    @Override
    public @Nullable String title() {
        boolean cut = CUT.matcher(shortTitle).find();
        return cut && wholeTitle.matches() ? wholeTitle.group("title") : shortTitle;
    }

    @Override
    public List<Contributor> contributors() {
        return wholeTitle.matches() ? List.of(new Contributor(wholeTitle.group("author"), null)) : List.of();
    }

    @Override
    public @Nullable String description() {
        return meta(page, "og:description");
    }

    @Override
    public @Nullable String isbn13() {
        return BookNumbers.isbn13(meta(page, "books:isbn"));
    }

    @Override
    public @Nullable Integer pages() {
        return PageNumber.pages(PageNumber.count(meta(page, "books:page_count")));
    }

    @Override
    public @Nullable String cover() {
        return CoverPicture.real(meta(page, "og:image"));
    }

    private static @Nullable String meta(Document page, String property) {
        Element tag = page.selectFirst("meta[property=" + property + "]");
        return tag == null ? null : PageText.clean(tag.attr("content"));
    }
}
