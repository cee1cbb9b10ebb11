package dev.offstage.args;

import com.fasterxml.jackson.jr.stree.JrsNumber;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import java.math.BigDecimal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Numbers within bounds.
 *
 * @param whole whether fractions are refused
 * @param asked the bounds that the record sets
 * @param own those of the type
 * @param convert throws an {@link ArithmeticException} for a number that the type does not hold
 */
record NumberShape(boolean whole, Bounds asked, Bounds own, Function<BigDecimal, Number> convert) implements Shape {

    /** @param range null for no bounds but the type's own */
    static NumberShape ofInt(@Nullable Range range) {
        Bounds own = Bounds.of(Integer.MIN_VALUE, Integer.MAX_VALUE);
        return new NumberShape(true, Bounds.of(range), own, BigDecimal::intValueExact);
    }

    static NumberShape ofLong(@Nullable Range range) {
        Bounds own = Bounds.of(Long.MIN_VALUE, Long.MAX_VALUE);
        return new NumberShape(true, Bounds.of(range), own, BigDecimal::longValueExact);
    }

    static NumberShape ofDouble(@Nullable Range range) {
        return new NumberShape(false, Bounds.of(range), Bounds.NONE, NumberShape::finite);
    }

    static NumberShape ofDecimal(@Nullable Range range) {
        return new NumberShape(false, Bounds.of(range), Bounds.NONE, number -> number);
    }

    private static Number finite(BigDecimal number) {
        double value = number.doubleValue();
        if (Double.isInfinite(value)) {
            throw new ArithmeticException("A double does not reach so far.");
        }
        return value;
    }

    @Override
    public @Nullable Object read(JrsValue json, Spot spot) {
        if (!(json instanceof JrsNumber number)) {
            return wrongType(json, spot);
        }
        BigDecimal value = Numbers.exact(number.getValue());
        if (value == null) {
            spot.refuse("out-of-range", "This number has more digits than are read; it must be " + rule() + ".");
            return null;
        }
        if (whole && value.stripTrailingZeros().scale() > 0) {
            return invalid(spot);
        }
        if (!asked.hold(value)) {
            return outside(asked, spot);
        }
        if (!own.hold(value)) {
            return outside(own, spot);
        }
        try {
            return convert.apply(value);
        } catch (ArithmeticException e) {
            return outside(asked, spot);
        }
    }

    private @Nullable Object outside(Bounds bounds, Spot spot) {
        spot.refuse("out-of-range", "This must be " + kind() + bounds.words() + ".");
        return null;
    }

    private String kind() {
        return whole ? "a whole number" : "a number";
    }

    @Override
    public JrsValue write(Object value) {
        return new JrsNumber((Number) value);
    }

    @Override
    public JsonObject schema() {
        return asked.and(own).addTo(Json.object().put("type", whole ? "integer" : "number"));
    }

    @Override
    public String rule() {
        return kind() + asked.words();
    }
}
