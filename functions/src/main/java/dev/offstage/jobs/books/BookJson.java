package dev.offstage.jobs.books;

import com.fasterxml.jackson.jr.stree.JrsBoolean;
import com.fasterxml.jackson.jr.stree.JrsObject;
import com.fasterxml.jackson.jr.stree.JrsString;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.jobs.books.Book.Contributor;
import dev.offstage.jobs.books.Book.Series;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A book as JSON: what clients read and what is stored. */
public final class BookJson {
    private static final String ADDRESS = "https://www.goodreads.com/book/show/";

    private BookJson() {}

    /** The members in the order clients see them; more may be put after them. */
    public static JsonObject write(Book book) {
        List<String> authors = book.authors();
        return Json.object()
                .put("bookId", book.bookId())
                .put("url", book.bookId() == null ? null : ADDRESS + book.bookId())
                .put("title", book.title())
                .put("author", authors.isEmpty() ? null : String.join(", ", authors))
                .put("authors", texts(authors))
                .put(
                        "contributors",
                        book.contributors().stream().map(BookJson::of).toList())
                .put("rating", book.rating())
                .put("ratingsCount", book.ratingsCount())
                .put("reviewsCount", book.reviewsCount())
                .put("description", book.description())
                .put("genres", texts(book.genres()))
                .put("series", book.series().stream().map(BookJson::of).toList())
                .put("isbn13", book.isbn13())
                .put("isbn10", book.isbn10())
                .put("asin", book.asin())
                .put("format", book.format())
                .put("pages", book.pages())
                .put("publisher", book.publisher())
                .put("published", book.published())
                .put("firstPublished", book.firstPublished())
                .put("language", book.language())
                .put("cover", book.cover())
                .put("complete", book.complete())
                .put("sources", sources(book.sources()));
    }

    /**
     * The book that {@link #write} wrote; members it does not know are left out.
     *
     * @throws IllegalArgumentException when there is no title
     */
    public static Book read(JrsValue json) {
        return new Book(
                JsonTree.text(json, "bookId"),
                title(json),
                contributors(json),
                PageNumber.rating(JsonTree.number(json, "rating")),
                PageNumber.count(JsonTree.number(json, "ratingsCount")),
                PageNumber.count(JsonTree.number(json, "reviewsCount")),
                JsonTree.text(json, "description"),
                texts(json.path("genres")),
                series(json),
                JsonTree.text(json, "isbn13"),
                JsonTree.text(json, "isbn10"),
                JsonTree.text(json, "asin"),
                JsonTree.text(json, "format"),
                PageNumber.pages(PageNumber.count(JsonTree.number(json, "pages"))),
                JsonTree.text(json, "publisher"),
                JsonTree.text(json, "published"),
                JsonTree.text(json, "firstPublished"),
                JsonTree.text(json, "language"),
                JsonTree.text(json, "cover"),
                json.path("complete").equals(JrsBoolean.TRUE),
                sources(json.path("sources")));
    }

    private static JrsObject of(Contributor contributor) {
        return Json.object()
                .put("name", contributor.name())
                .put("role", contributor.role())
                .toTree();
    }

    private static JrsObject of(Series series) {
        return Json.object()
                .put("name", series.name())
                .put("position", series.position())
                .toTree();
    }

    private static JrsObject sources(Map<String, String> sources) {
        JsonObject json = Json.object();
        for (Map.Entry<String, String> source : sources.entrySet()) {
            json = json.put(source.getKey(), source.getValue());
        }
        return json.toTree();
    }

    private static Map<String, String> sources(JrsValue json) {
        Map<String, String> sources = new LinkedHashMap<>();
        for (String field : JsonTree.names(json)) {
            String source = JsonTree.text(json, field);
            if (source != null) {
                sources.put(field, source);
            }
        }
        return Collections.unmodifiableMap(sources);
    }

    private static String title(JrsValue json) {
        String title = JsonTree.text(json, "title");
        if (title == null) {
            throw new IllegalArgumentException("A stored book needs a title; this one has none.");
        }
        return title;
    }

    private static List<Contributor> contributors(JrsValue json) {
        return JsonTree.elements(json.path("contributors")).stream()
                .map(each -> new Contributor(text(each, "name"), JsonTree.text(each, "role")))
                .toList();
    }

    private static List<Series> series(JrsValue json) {
        return JsonTree.elements(json.path("series")).stream()
                .map(each -> new Series(text(each, "name"), JsonTree.text(each, "position")))
                .toList();
    }

    private static String text(JrsValue json, String name) {
        return Objects.requireNonNullElse(JsonTree.text(json, name), "");
    }

    private static List<JrsValue> texts(List<String> texts) {
        return texts.stream().<JrsValue>map(JrsString::new).toList();
    }

    private static List<String> texts(JrsValue json) {
        return JsonTree.elements(json).stream()
                .map(JsonTree::text)
                .filter(Objects::nonNull)
                .toList();
    }
}
