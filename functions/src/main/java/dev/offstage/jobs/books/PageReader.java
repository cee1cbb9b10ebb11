package dev.offstage.jobs.books;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Classifies an answer and reads the book from it. */
@FunctionalInterface
interface PageReader {
    /**
     * What the answer is.
     *
     * @param html the body; empty when none came or it says nothing beside the status
     * @param headers by name, in any case; the first of each
     * @param askedId the id that was asked; null when only the page knows
     */
    PageReading read(String html, int status, Map<String, String> headers, @Nullable String askedId);
}
