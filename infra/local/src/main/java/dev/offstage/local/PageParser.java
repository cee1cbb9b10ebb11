package dev.offstage.local;

import dev.offstage.jobs.books.PageReading;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What reads a page; {@code BookPage.read} has this shape. */
@FunctionalInterface
interface PageParser {
    /** Reads {@code html} as answered with {@code status}; {@code askedId} is null when nobody asked for a certain book. */
    PageReading read(String html, int status, Map<String, List<String>> headers, @Nullable String askedId);
}
