package dev.offstage.jobs.books;

import com.fasterxml.jackson.jr.stree.JrsString;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.jobs.books.Book.Contributor;
import dev.offstage.json.Json;
import dev.offstage.json.UnreadableJsonException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/** The first schema.org Book among the page's JSON-LD scripts: everybody without roles, no description, no date. */
final class JsonLdBook implements BookSource {
    private final JrsValue book;

    private JsonLdBook(JrsValue book) {
        this.book = book;
    }

    /** Null when no script tells of a book; a broken script does not hide the others. */
    static @Nullable JsonLdBook of(Document page) {
        return page.select("script[type=application/ld+json]").stream()
                .flatMap(script -> things(script.data()))
                .filter(JsonLdBook::isBook)
                .findFirst()
                .map(JsonLdBook::new)
                .orElse(null);
    }

    private static Stream<JrsValue> things(String json) {
        try {
            return JsonTree.elements(Json.parse(json)).stream()
                    .flatMap(
                            thing -> Stream.concat(Stream.of(thing), JsonTree.elements(thing.path("@graph")).stream()));
        } catch (UnreadableJsonException e) {
            return Stream.empty();
        }
    }

    private static boolean isBook(JrsValue thing) {
        return JsonTree.elements(thing.path("@type")).stream()
                .anyMatch(type ->
                        type instanceof JrsString text && text.getValue().endsWith("Book"));
    }

    @Override
    public String name() {
        return "json-ld";
    }

    /** As displayed with the series, since nothing in here says where that begins. */
    @Override
    public @Nullable String title() {
        return text(book.path("name"));
    }

    @Override
    public List<Contributor> contributors() {
        return JsonTree.elements(book.path("author")).stream()
                .map(JsonLdBook::nameOf)
                .filter(Objects::nonNull)
                .map(name -> new Contributor(name, null))
                .toList();
    }

    @Override
    public @Nullable BigDecimal rating() {
        JrsValue rating = JsonTree.at(book, "aggregateRating", "ratingValue");
        return rating instanceof JrsString text
                ? PageNumber.rating(PageText.clean(text.getValue()))
                : PageNumber.rating(JsonTree.number(rating));
    }

    @Override
    public @Nullable Long ratingsCount() {
        return count(JsonTree.at(book, "aggregateRating", "ratingCount"));
    }

    @Override
    public @Nullable Long reviewsCount() {
        return count(JsonTree.at(book, "aggregateRating", "reviewCount"));
    }

    @Override
    public @Nullable String isbn13() {
        return BookNumbers.isbn13(text(book.path("isbn")));
    }

    @Override
    public @Nullable String isbn10() {
        return BookNumbers.isbn10(text(book.path("isbn")));
    }

    @Override
    public @Nullable String format() {
        return text(book.path("bookFormat"));
    }

    @Override
    public @Nullable Integer pages() {
        return PageNumber.pages(count(book.path("numberOfPages")));
    }

    @Override
    public @Nullable String language() {
        return nameOf(book.path("inLanguage"));
    }

    @Override
    public @Nullable String cover() {
        return JsonTree.elements(book.path("image")).stream()
                .map(image -> image instanceof JrsString ? JsonTree.text(image) : JsonTree.text(image, "url"))
                .map(CoverPicture::real)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** A thing's name, whether the page writes the thing or only its name. */
    private static @Nullable String nameOf(JrsValue thing) {
        return text(thing instanceof JrsString ? thing : thing.path("name"));
    }

    private static @Nullable Long count(JrsValue value) {
        return value instanceof JrsString text
                ? PageNumber.count(PageText.clean(text.getValue()))
                : PageNumber.count(JsonTree.number(value));
    }

    private static @Nullable String text(JrsValue value) {
        return PageText.ofEscaped(JsonTree.text(value));
    }
}
