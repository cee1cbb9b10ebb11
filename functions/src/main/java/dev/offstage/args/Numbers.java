package dev.offstage.args;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** JSON's numbers without loss. */
final class Numbers {
    /** Beyond these a sum or a comparison could take for ever. */
    private static final int MOST_DIGITS = 400;

    private Numbers() {}

    /** The number itself; null when it is infinite, none, or of more than some hundred digits or zeros. */
    static @Nullable BigDecimal exact(Number number) {
        BigDecimal value = decimal(number);
        return value == null || value.precision() > MOST_DIGITS || Math.abs((long) value.scale()) > MOST_DIGITS
                ? null
                : value;
    }

    // No switch over types here and where values are read: its first use would cost a cold start more than all else.
    private static @Nullable BigDecimal decimal(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        if (number instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        if (number instanceof Double || number instanceof Float) {
            return Double.isFinite(number.doubleValue()) ? new BigDecimal(number.toString()) : null;
        }
        return BigDecimal.valueOf(number.longValue());
    }

    /** Without zeros at the end and without an exponent. */
    static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
