package dev.offstage.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * Refuses numbers at the edge of what a {@link BigDecimal} holds: {@code 100e2147483647} can be read, but not written so that it can be
 * read again, and neither shortened nor compared.
 */
final class BoundedParser extends JsonParserDelegate {
    /** What an exponent of nine digits and the digits of a number come to at most. */
    private static final long LARGEST_SCALE = 999_999_999 + 1_000;

    BoundedParser(JsonParser parser) {
        super(parser);
    }

    /** @throws NumberFormatException as it does for exponents that no number has */
    @Override
    public BigDecimal getDecimalValue() throws IOException {
        BigDecimal value = super.getDecimalValue();
        if (Math.abs((long) value.scale()) > LARGEST_SCALE) {
            throw new NumberFormatException("The scale of a number is " + value.scale() + ".");
        }
        return value;
    }
}
