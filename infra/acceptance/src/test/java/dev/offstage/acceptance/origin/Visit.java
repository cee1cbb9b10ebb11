package dev.offstage.acceptance.origin;

import java.time.Instant;
import java.util.Map;

/**
 * A request that the origin got.
 *
 * @param at when its head was complete
 * @param headers by lower-case name
 */
public record Visit(Instant at, String method, String path, Map<String, String> headers) {
    /** The value of a header; empty text when it was not sent. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
