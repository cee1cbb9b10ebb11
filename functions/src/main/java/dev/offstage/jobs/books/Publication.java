package dev.offstage.jobs.books;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a page's line of publication says, as in {@code Published October 1998 by Roc (first published 1968)}.
 *
 * @param published as precise as the line; null when it names no date
 */
record Publication(
        @Nullable String published,
        @Nullable String publisher,
        @Nullable String firstPublished) {

    static final Publication UNKNOWN = new Publication(null, null, null);

    private static final Pattern FIRST = Pattern.compile("(?i)\\(? ?first published (?<date>[^()]*)\\)?$");
    private static final Pattern LINE =
            Pattern.compile("(?i)(?:expected publication|published):?(?<date>.*?)(?:\\bby (?<publisher>.+))?");

    private static final int LONGEST = 1000;

    /** Reads a clean line; {@link #UNKNOWN} when it is about something else. */
    static Publication read(@Nullable String line) {
        if (line == null || line.length() > LONGEST) {
            return UNKNOWN;
        }
        Matcher first = FIRST.matcher(line);
        boolean hasFirst = first.find();
        String firstPublished = hasFirst ? PageDate.read(first.group("date")) : null;
        String rest = hasFirst ? line.substring(0, first.start()).strip() : line;
        Matcher published = LINE.matcher(rest);
        return published.matches()
                ? new Publication(
                        PageDate.read(published.group("date")),
                        PageText.clean(published.group("publisher")),
                        firstPublished)
                : new Publication(null, null, firstPublished);
    }

    /** Whether the line says anything at all. */
    boolean isKnown() {
        return published != null || publisher != null || firstPublished != null;
    }
}
