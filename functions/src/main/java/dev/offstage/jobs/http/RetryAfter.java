package dev.offstage.jobs.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.utils.DateUtils;
import org.jspecify.annotations.Nullable;

/** How long who was asked wants to be left alone. */
public final class RetryAfter {
    /** A longer wish is cut: it is more often a mistake than meant. */
    public static final Duration LONGEST = Duration.ofHours(6);

    private static final Pattern SECONDS = Pattern.compile("\\d+");

    private RetryAfter() {}

    /** What the {@code Retry-After} header says, in seconds or as a date; null when nothing that lies ahead. */
    public static @Nullable Duration in(Map<String, String> headers, Instant now) {
        String text = headers.getOrDefault("Retry-After", "").strip();
        if (SECONDS.matcher(text).matches()) {
            return text.length() > 9 ? LONGEST : bounded(Duration.ofSeconds(Long.parseLong(text)));
        }
        Instant date = DateUtils.parseStandardDate(text);
        return date == null ? null : bounded(Duration.between(now, date));
    }

    private static @Nullable Duration bounded(Duration wish) {
        if (!wish.isPositive()) {
            return null;
        }
        return wish.compareTo(LONGEST) > 0 ? LONGEST : wish;
    }
}
