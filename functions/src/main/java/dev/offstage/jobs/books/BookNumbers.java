package dev.offstage.jobs.books;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The forms of ISBN and ASIN. Pages put one in the other's place, so what a number is shows only in its form. */
final class BookNumbers {
    private static final Pattern ISBN13 = Pattern.compile("97[89][0-9]{10}");
    private static final Pattern ISBN10 = Pattern.compile("[0-9]{9}[0-9X]");
    private static final Pattern ASIN = Pattern.compile("B0[A-Z0-9]{8}");
    private static final int LONGEST_TEXT = 40;

    private BookNumbers() {}

    static @Nullable String isbn13(@Nullable String text) {
        return matching(ISBN13, compact(text));
    }

    static @Nullable String isbn10(@Nullable String text) {
        return matching(ISBN10, compact(text));
    }

    /** An ASIN of its own; that of a printed book is only its ISBN again. */
    static @Nullable String asin(@Nullable String text) {
        return matching(ASIN, text);
    }

    private static @Nullable String compact(@Nullable String text) {
        return text == null || text.length() > LONGEST_TEXT
                ? null
                : text.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }

    private static @Nullable String matching(Pattern form, @Nullable String text) {
        return text != null && form.matcher(text).matches() ? text : null;
    }
}
