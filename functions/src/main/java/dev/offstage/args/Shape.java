package dev.offstage.args;

import com.fasterxml.jackson.jr.stree.JrsArray;
import com.fasterxml.jackson.jr.stree.JrsBoolean;
import com.fasterxml.jackson.jr.stree.JrsNumber;
import com.fasterxml.jackson.jr.stree.JrsObject;
import com.fasterxml.jackson.jr.stree.JrsString;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** How the values of one Java type are read from JSON, written and described. JSON's null never comes here. */
interface Shape {
    /** The value; null when it is refused, and then the spot was told why. */
    @Nullable
    Object read(JrsValue json, Spot spot);

    JrsValue write(Object value);

    JsonObject schema();

    /** What fits, in words that follow "This must be". */
    String rule();

    /** Refuses a value of another JSON type than the one wanted. */
    default @Nullable Object wrongType(JrsValue json, Spot spot) {
        spot.refuse("wrong-type", "This must be " + rule() + ", not " + nameOf(json) + ".");
        return null;
    }

    /** Refuses a value of the JSON type wanted that means nothing here. */
    default @Nullable Object invalid(Spot spot) {
        spot.refuse("invalid", "This must be " + rule() + ".");
        return null;
    }

    private static String nameOf(JrsValue json) {
        return switch (json) {
            case JrsString ignored -> "a text";
            case JrsNumber ignored -> "a number";
            case JrsBoolean ignored -> "true or false";
            case JrsArray ignored -> "a list";
            case JrsObject ignored -> "an object";
            default -> "null";
        };
    }
}
