package dev.offstage.jobs.books;

import dev.offstage.json.Json;
import dev.offstage.json.UnreadableJsonException;
import java.util.List;
import java.util.Map;

/** Books of an id, a title and a description, and the JSON text of just these. */
final class PlainBooks {
    private PlainBooks() {}

    static Book book(String id, String title, String description) {
        return new Book(
                id,
                title,
                List.of(),
                null,
                null,
                null,
                description,
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                true,
                Map.of());
    }

    static String write(Book book) {
        return Json.object()
                .put("bookId", book.bookId())
                .put("title", book.title())
                .put("description", book.description())
                .toText();
    }

    static Book read(String text) {
        try {
            var json = Json.parse(text);
            return book(
                    Json.text(json, "bookId").orElseThrow(),
                    Json.text(json, "title").orElseThrow(),
                    Json.text(json, "description").orElseThrow());
        } catch (UnreadableJsonException e) {
            throw new AssertionError(text, e);
        }
    }
}
