package dev.offstage.jobs.books;

import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.jobs.books.Book.Contributor;
import dev.offstage.jobs.books.Book.Series;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The book's node in the page's {@code apolloState}, the one source that is complete. */
final class ApolloBook implements BookSource {
    private final JrsValue apollo;
    private final JrsValue book;
    private final JrsValue details;
    private final JrsValue work;

    /** @param apollo all nodes by name, to which references point */
    ApolloBook(JrsValue apollo, JrsValue book) {
        this.apollo = apollo;
        this.book = book;
        this.details = book.path("details");
        this.work = follow(book.path("work"));
    }

    @Override
    public String name() {
        return "next-data";
    }

    @Override
    public @Nullable String bookId() {
        Long id = PageNumber.count(JsonTree.number(book, "legacyId"));
        return id == null || id == 0 ? BookAddress.shownId(JsonTree.text(book, "webUrl")) : id.toString();
    }

    @Override
    public @Nullable String title() {
        String title = text(book, "title");
        return title == null ? text(book, "titleComplete") : title;
    }

    @Override
    public List<Contributor> contributors() {
        List<JrsValue> edges = new ArrayList<>(JsonTree.elements(book.path("primaryContributorEdge")));
        edges.addAll(JsonTree.elements(book.path("secondaryContributorEdges")));
        return edges.stream().map(this::contributor).filter(Objects::nonNull).toList();
    }

    private @Nullable Contributor contributor(JrsValue edge) {
        String name = text(follow(edge.path("node")), "name");
        return name == null ? null : new Contributor(name, text(edge, "role"));
    }

    @Override
    public @Nullable BigDecimal rating() {
        return PageNumber.rating(JsonTree.number(work, "stats", "averageRating"));
    }

    @Override
    public @Nullable Long ratingsCount() {
        return PageNumber.count(JsonTree.number(work, "stats", "ratingsCount"));
    }

    @Override
    public @Nullable Long reviewsCount() {
        return PageNumber.count(JsonTree.number(work, "stats", "textReviewsCount"));
    }

    @Override
    public @Nullable String description() {
        String marked = PageText.ofHtml(JsonTree.text(book, "description"));
        return marked == null ? text(book, "description({\"stripped\":true})") : marked;
    }

    @Override
    public List<String> genres() {
        return JsonTree.elements(book.path("bookGenres")).stream()
                .map(genre -> text(follow(genre.path("genre")), "name"))
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public List<Series> series() {
        return JsonTree.elements(book.path("bookSeries")).stream()
                .map(this::series)
                .filter(Objects::nonNull)
                .toList();
    }

    private @Nullable Series series(JrsValue entry) {
        String name = text(follow(entry.path("series")), "title");
        Number position = JsonTree.number(entry, "userPosition");
        return name == null
                ? null
                : new Series(name, position == null ? text(entry, "userPosition") : position.toString());
    }

    @Override
    public @Nullable String isbn13() {
        return BookNumbers.isbn13(text(details, "isbn13"));
    }

    @Override
    public @Nullable String isbn10() {
        return BookNumbers.isbn10(text(details, "isbn"));
    }

    @Override
    public @Nullable String asin() {
        return BookNumbers.asin(text(details, "asin"));
    }

    @Override
    public @Nullable String format() {
        return text(details, "format");
    }

    @Override
    public @Nullable Integer pages() {
        return PageNumber.pages(PageNumber.count(JsonTree.number(details, "numPages")));
    }

    @Override
    public @Nullable String publisher() {
        return text(details, "publisher");
    }

    @Override
    public @Nullable String published() {
        return PageDate.ofEpoch(JsonTree.number(details, "publicationTime"));
    }

    @Override
    public @Nullable String firstPublished() {
        return PageDate.ofEpoch(JsonTree.number(work, "details", "publicationTime"));
    }

    @Override
    public @Nullable String language() {
        return text(details, "language", "name");
    }

    @Override
    public @Nullable String cover() {
        return CoverPicture.real(JsonTree.text(book, "imageUrl"));
    }

    private JrsValue follow(JrsValue reference) {
        String name = JsonTree.text(reference, "__ref");
        return name == null ? reference : apollo.path(name);
    }

    private static @Nullable String text(JrsValue root, String... names) {
        return PageText.clean(JsonTree.text(root, names));
    }
}
