package dev.offstage.args;

import com.fasterxml.jackson.jr.stree.JrsString;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text within bounds.
 *
 * @param pattern what the whole text must match; null for any text
 * @param says what the pattern demands, in words; empty when its author gave none
 */
record TextShape(int min, int max, @Nullable Pattern pattern, String says) implements Shape {
    /** Intersections and unions of classes, possessive quantifiers, flags, atomic groups, and escapes that ECMA 262 has not or reads otherwise. */
    private static final Pattern JAVA_ALONE =
            Pattern.compile("&&|\\[[^\\]\\\\]*\\[|[*+?}]\\+|\\(\\?(?![:=!]|<[=!A-Za-z])|\\\\[AaeEGhHkNpPQRsSvVwWXzZ]");

    /** @param bounds null for the usual ones */
    static TextShape of(@Nullable Text bounds) {
        if (bounds == null) {
            return new TextShape(0, Text.USUAL_MAX, null, "");
        }
        if (JAVA_ALONE.matcher(bounds.pattern()).find()) {
            throw new IllegalArgumentException(
                    "The pattern " + bounds.pattern()
                            + " is not read in the same way by Java and by ECMA 262, which JSON Schema follows; see the description of Text.");
        }
        Pattern pattern = bounds.pattern().isEmpty() ? null : Pattern.compile(bounds.pattern());
        return new TextShape(bounds.min(), bounds.max(), pattern, bounds.rule());
    }

    @Override
    public String rule() {
        if (!says.isEmpty()) {
            return says;
        }
        if (pattern != null) {
            return "a text that matches " + pattern + ", of at most " + max + " characters";
        }
        String least = min == 0 ? "at most " : min == max ? "" : min + " to ";
        return "a text of " + least + max + (max == 1 ? " character" : " characters");
    }

    @Override
    public @Nullable Object read(JrsValue json, Spot spot) {
        return json instanceof JrsString text ? checked(text.getValue(), spot) : wrongType(json, spot);
    }

    private @Nullable Object checked(String text, Spot spot) {
        int length = text.codePointCount(0, text.length());
        if (length > max) {
            spot.refuse("too-long", "This has " + length + " characters; it may have " + max + " at most.");
        } else if (length < min) {
            spot.refuse("too-short", "This has " + length + " characters; it must have " + min + " at least.");
        } else if (isBroken(text)) {
            spot.refuse("invalid", "This holds half of a surrogate pair; it must be Unicode text.");
        } else if (pattern != null && !matches(pattern, text)) {
            return invalid(spot);
        } else {
            return text;
        }
        return null;
    }

    /** Whether the text cannot be written in UTF-8. */
    static boolean isBroken(String text) {
        return text.codePoints()
                .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private static boolean matches(Pattern pattern, String text) {
        try {
            return pattern.matcher(text).matches();
        } catch (StackOverflowError e) {
            // Alternatives in a group are matched by recursion; what is so long fits no pattern that was tried.
            return false;
        }
    }

    @Override
    public JrsValue write(Object value) {
        return new JrsString((String) value);
    }

    @Override
    public JsonObject schema() {
        JsonObject schema = Json.object().put("type", "string");
        if (min > 0) {
            schema.put("minLength", min);
        }
        schema.put("maxLength", max);
        return pattern == null ? schema : schema.put("pattern", "^(?:" + pattern + ")$");
    }
}
