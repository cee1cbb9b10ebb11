package dev.offstage.args;

import com.fasterxml.jackson.jr.stree.JrsString;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import java.time.DateTimeException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A type whose values are short texts.
 *
 * @param format the word for it in JSON Schema
 * @param code of the error when a text cannot be read
 * @param read throws an {@link IllegalArgumentException} or {@link DateTimeException} for a text that is none
 * @param hint what else is to be said of such a text, as a sentence after a space; empty for nothing
 */
record Leaf<T>(
        Class<T> type, String rule, String format, String code, Function<String, T> read, UnaryOperator<String> hint)
        implements Shape {
    private static final int LONGEST = 2048;

    Leaf(Class<T> type, String rule, String format, String code, Function<String, T> read) {
        this(type, rule, format, code, read, text -> "");
    }

    @Override
    public @Nullable Object read(JrsValue json, Spot spot) {
        if (!(json instanceof JrsString text)) {
            return wrongType(json, spot);
        }
        if (text.getValue().length() > LONGEST) {
            spot.refuse("too-long", "This must be " + rule + ", in at most " + LONGEST + " characters.");
            return null;
        }
        try {
            return read.apply(text.getValue());
        } catch (IllegalArgumentException | DateTimeException e) {
            spot.refuse(code, "This must be " + rule + "." + hint.apply(text.getValue()));
            return null;
        }
    }

    @Override
    public JrsValue write(Object value) {
        return new JrsString(type.cast(value).toString());
    }

    @Override
    public JsonObject schema() {
        return Json.object().put("type", "string").put("format", format).put("maxLength", LONGEST);
    }
}
