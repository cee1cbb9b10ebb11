package dev.offstage.args;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** Times, dates and links. */
final class Leaves {
    /** Years beyond four digits are no RFC 3339. */
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    static final Shape INSTANT = new Leaf<>(
            Instant.class,
            "a time with its offset, such as 2026-03-01T12:00:00Z",
            "date-time",
            "invalid",
            text -> TimeText.read(text).orElseThrow(() -> new IllegalArgumentException("No time.")),
            TimeText::hint);

    static final Shape DATE_ALONE = new Leaf<>(
            LocalDate.class,
            "a date such as 2026-03-01",
            "date",
            "invalid",
            text -> LocalDate.parse(matching(DATE, text)));

    static final Shape LINK = new Leaf<>(
            URI.class, "an absolute URI such as https://example.org/page", "uri", "invalid-url", Leaves::absolute);

    private Leaves() {}

    private static String matching(Pattern form, String text) {
        if (!form.matcher(text).matches()) {
            throw new IllegalArgumentException("Not of the form.");
        }
        return text;
    }

    private static URI absolute(String text) {
        try {
            URI uri = new URI(text);
            if (uri.isAbsolute()) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
        throw new IllegalArgumentException("Not absolute.");
    }
}
