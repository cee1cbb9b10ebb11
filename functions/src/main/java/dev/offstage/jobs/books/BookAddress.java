package dev.offstage.jobs.books;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds a book's id where a page names the book by its address. */
final class BookAddress {
    private static final Pattern LEADING = Pattern.compile("(?<id>[1-9][0-9]{0,17})(?![0-9]).*", Pattern.DOTALL);
    private static final Pattern SHOWN = Pattern.compile("/book/show/(?<id>[1-9][0-9]{0,17})(?![0-9])");

    private BookAddress() {}

    /** The id in {@code 1885.Pride_and_Prejudice}. */
    static @Nullable String leadingId(@Nullable String slug) {
        Matcher id = LEADING.matcher(slug == null ? "" : slug);
        return id.matches() ? id.group("id") : null;
    }

    /** The id in {@code https://www.goodreads.com/book/show/1885.Pride_and_Prejudice}. */
    static @Nullable String shownId(@Nullable String address) {
        Matcher id = SHOWN.matcher(address == null ? "" : address);
        return id.find() ? id.group("id") : null;
    }
}
