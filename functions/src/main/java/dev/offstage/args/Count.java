package dev.offstage.args;

import dev.offstage.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** How many elements or members there may be. */
record Count(int min, int max) {

    /** @param size null for the usual bounds */
    static Count of(@Nullable Size size) {
        return size == null ? new Count(0, Size.USUAL_MAX) : new Count(size.min(), size.max());
    }

    boolean check(int count, Spot spot) {
        if (count > max) {
            spot.refuse("too-many", "There are " + count + "; there may be " + max + " at most.");
        } else if (count < min) {
            spot.refuse("too-few", "There are " + count + "; there must be " + min + " at least.");
        }
        return count >= min && count <= max;
    }

    String words(String what) {
        return (min == 0 ? "at most " + max : min + " to " + max) + " " + what;
    }

    /** @param what {@code Items} or {@code Properties}, as JSON Schema calls them */
    JsonObject addTo(JsonObject schema, String what) {
        if (min > 0) {
            schema.put("min" + what, min);
        }
        return schema.put("max" + what, max);
    }
}
