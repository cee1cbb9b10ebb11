package dev.offstage.api;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Times as clients see them: RFC 3339, UTC, milliseconds. */
final class Times {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Times() {}

    static @Nullable String write(@Nullable Instant time) {
        return time == null ? null : FORMAT.format(time);
    }
}
