package dev.offstage.local;

import dev.offstage.jobs.books.Book;
import dev.offstage.jobs.books.BookFailure;
import dev.offstage.jobs.books.BookJson;
import dev.offstage.jobs.books.PageReading;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** The line that {@code parse} prints for a file: the file as given, a word for what it holds, and the book or null. */
final class PageLine {
    private PageLine() {}

    static String of(String file, PageReading reading) {
        return switch (reading) {
            case PageReading.Found found -> line(file, "book", found.book());
            case PageReading.Unfinished unfinished -> line(file, BookFailure.UNREADABLE.code(), unfinished.partial());
            case PageReading.Moved ignored -> line(file, "moved", null);
            case PageReading.NoBook none -> line(file, none.failure().code(), null);
        };
    }

    /** For a file that could not even be opened. */
    static String unread(String file) {
        return line(file, "no-file", null);
    }

    private static String line(String file, String outcome, @Nullable Book book) {
        JsonObject line = Json.object().put("file", file).put("outcome", outcome);
        return (book == null
                        ? line.put("book", (String) null)
                        : line.put("book", BookJson.write(book).toTree()))
                .toText();
    }
}
