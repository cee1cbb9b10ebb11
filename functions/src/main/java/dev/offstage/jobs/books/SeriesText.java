package dev.offstage.jobs.books;

import dev.offstage.jobs.books.Book.Series;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code Space Odyssey #1}, {@code 1Q84, #1-3} and names without a position. */
final class SeriesText {
    /** A position is one word, or begins with a digit; any other "#" belongs to the name. */
    private static final Pattern NUMBERED = Pattern.compile("(?<name>.+?),? # ?(?<position>[^\\s#]+|\\d[^#]*)");

    private static final int LONGEST = 1000;

    private SeriesText() {}

    static @Nullable Series read(@Nullable String text) {
        if (text == null || text.length() > LONGEST) {
            return null;
        }
        Matcher numbered = NUMBERED.matcher(text);
        return numbered.matches()
                ? new Series(numbered.group("name"), numbered.group("position"))
                : new Series(text, null);
    }
}
