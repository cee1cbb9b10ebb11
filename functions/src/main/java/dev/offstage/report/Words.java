package dev.offstage.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers, times and names as people read them. */
final class Words {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("HH:mm xxx", Locale.ROOT);

    private Words() {}

    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    static String tasks(long many) {
        return number(many) + (many == 1 ? " task" : " tasks");
    }

    /** How long, with its unit. */
    static String time(long ms) {
        if (ms < 10_000) {
            return number(ms) + " ms";
        }
        return ms < 600_000
                ? String.format(Locale.ROOT, "%.1f s", ms / 1000.0)
                : String.format(Locale.ROOT, "%,d min %d s", ms / 60_000, ms / 1000 % 60);
    }

    /** The moment with its offset. */
    static String moment(Instant at, ZoneId zone) {
        return MOMENT.format(at.atZone(zone));
    }

    /** The time of day. */
    static String clock(Instant at, ZoneId zone) {
        return CLOCK.format(at.atZone(zone));
    }

    /** The time of day with its offset, which tells the two passes of an hour that comes twice. */
    static String clockWithOffset(Instant at, ZoneId zone) {
        return OFFSET.format(at.atZone(zone));
    }

    /** Text for HTML and for attributes in quotation marks. */
    static String escaped(String text) {
        return withoutControls(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** Neither pages nor mails take control characters, and who made a name may have used some. */
    static String withoutControls(String text) {
        return text.replaceAll("\\p{Cntrl}", "\uFFFD");
    }

    /** The beginning of a text that is too long. */
    static String cut(String text, int most) {
        if (text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }
}
