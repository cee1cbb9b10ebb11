package dev.offstage.args;

import com.fasterxml.jackson.jr.stree.JrsNumber;
import com.fasterxml.jackson.jr.stree.JrsString;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A length of time: a number of seconds or ISO 8601 comes in, ISO 8601 goes out. Never negative. */
record DurationShape(Bounds bounds) implements Shape {
    /** About three thousand years: safe to add to any time that is written with four digits of a year. */
    private static final long MOST_SECONDS = 100_000_000_000L;

    static DurationShape of(@Nullable Range range) {
        return new DurationShape(Bounds.of(range).and(Bounds.of(0, MOST_SECONDS)));
    }

    @Override
    public @Nullable Object read(JrsValue json, Spot spot) {
        if (json instanceof JrsNumber number) {
            return read(Numbers.exact(number.getValue()), spot);
        }
        return json instanceof JrsString text ? read(text.getValue(), spot) : wrongType(json, spot);
    }

    private @Nullable Object read(String text, Spot spot) {
        Optional<BigDecimal> seconds = DurationText.seconds(text);
        if (seconds.isEmpty()) {
            spot.refuse("invalid", "This must be " + rule() + "." + DurationText.hint(text));
            return null;
        }
        return read(seconds.get(), spot);
    }

    private @Nullable Object read(@Nullable BigDecimal seconds, Spot spot) {
        if (seconds == null) {
            return invalid(spot);
        }
        if (!bounds.hold(seconds)) {
            spot.refuse("out-of-range", "This must be " + rule() + ".");
            return null;
        }
        return DurationText.duration(seconds);
    }

    @Override
    public JrsValue write(Object value) {
        return new JrsString(((Duration) value).toString());
    }

    @Override
    public JsonObject schema() {
        JsonObject number = bounds.addTo(Json.object().put("type", "number"));
        JsonObject text = Json.object().put("type", "string").put("format", "duration");
        return Json.object().put("anyOf", List.of(number.toTree(), text.toTree()));
    }

    @Override
    public String rule() {
        return "a number of seconds" + bounds.words() + " or an ISO 8601 duration such as PT1M30S";
    }
}
