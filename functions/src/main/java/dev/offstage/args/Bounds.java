package dev.offstage.args;

import dev.offstage.json.JsonObject;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The least and the greatest number that are allowed; null for none. */
record Bounds(@Nullable BigDecimal min, @Nullable BigDecimal max) {

    static final Bounds NONE = new Bounds(null, null);

    static Bounds of(@Nullable Range range) {
        return range == null ? NONE : new Bounds(bound(range.min()), bound(range.max()));
    }

    static Bounds of(long least, long most) {
        return new Bounds(BigDecimal.valueOf(least), BigDecimal.valueOf(most));
    }

    /** What lies within both. */
    Bounds and(Bounds other) {
        BigDecimal low = min == null || (other.min != null && other.min.compareTo(min) > 0) ? other.min : min;
        BigDecimal high = max == null || (other.max != null && other.max.compareTo(max) < 0) ? other.max : max;
        return new Bounds(low, high);
    }

    private static @Nullable BigDecimal bound(double value) {
        return Double.isInfinite(value) ? null : Numbers.plain(BigDecimal.valueOf(value));
    }

    boolean hold(BigDecimal value) {
        return (min == null || value.compareTo(min) >= 0) && (max == null || value.compareTo(max) <= 0);
    }

    /** In words that follow "a number". */
    String words() {
        if (min == null) {
            return max == null ? "" : " of at most " + max.toPlainString();
        }
        return max == null
                ? " of at least " + min.toPlainString()
                : " from " + min.toPlainString() + " to " + max.toPlainString();
    }

    JsonObject addTo(JsonObject schema) {
        if (min != null) {
            schema.put("minimum", min);
        }
        return max == null ? schema : schema.put("maximum", max);
    }
}
