package dev.offstage.local;

import com.fasterxml.jackson.jr.stree.JrsObject;
import com.fasterxml.jackson.jr.stree.JrsString;
import dev.offstage.jobs.books.Book;
import dev.offstage.jobs.books.BookFailure;
import dev.offstage.jobs.books.PageReading;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The line that {@code parse} prints for a page. */
final class BookJson {
    private BookJson() {}

    static String line(String file, PageReading reading) {
        return switch (reading) {
            case PageReading.Found found -> line(file, "book", found.book());
            case PageReading.Unfinished unfinished -> line(file, BookFailure.UNREADABLE.code(), unfinished.partial());
            case PageReading.Moved moved -> line(file, "moved", null);
            case PageReading.NoBook none -> line(file, none.failure().code(), null);
        };
    }

    private static String line(String file, String outcome, @Nullable Book book) {
        JsonObject line = Json.object().put("file", file).put("outcome", outcome);
        return (book == null ? line.put("book", (String) null) : line.put("book", tree(book))).toText();
    }

    private static JrsObject tree(Book book) {
        JsonObject sources = Json.object();
        new TreeMap<>(book.sources()).forEach((name, source) -> {
            var unused = sources.put(name, source);
        });
        return Json.object()
                .put("bookId", book.bookId())
                .put("url", book.bookId() == null ? null : "https://www.goodreads.com/book/show/" + book.bookId())
                .put("title", book.title())
                .put("author", String.join(", ", book.authors()))
                .put("authors", strings(book.authors()))
                .put(
                        "contributors",
                        book.contributors().stream()
                                .map(c -> Json.object()
                                        .put("name", c.name())
                                        .put("role", c.role())
                                        .toTree())
                                .toList())
                .put("rating", book.rating())
                .put("ratingsCount", book.ratingsCount())
                .put("reviewsCount", book.reviewsCount())
                .put("description", book.description())
                .put("genres", strings(book.genres()))
                .put(
                        "series",
                        book.series().stream()
                                .map(s -> Json.object()
                                        .put("name", s.name())
                                        .put("position", s.position())
                                        .toTree())
                                .toList())
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
                .put("sources", sources.toTree())
                .toTree();
    }

    private static List<JrsString> strings(List<String> texts) {
        return texts.stream().map(JrsString::new).toList();
    }
}
