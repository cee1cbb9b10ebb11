package dev.offstage.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a text is no JSON, in words of our own: where, what is there, and what would be right. */
final class JsonFault {
    private static final Pattern CHARACTER =
            Pattern.compile("^(?:Unexpected|Illegal) character \\('(.)'", Pattern.DOTALL);

    private JsonFault() {}

    /** @param parser stands where it found the fault; some faults come without a place of their own */
    static String of(JsonProcessingException e, JsonParser parser) {
        return where(e.getLocation() == null ? parser.currentLocation() : e.getLocation()) + what(e);
    }

    static String where(JsonLocation at) {
        long offset = at.getCharOffset() >= 0 ? at.getCharOffset() : at.getByteOffset();
        return "At line " + at.getLineNr() + ", column " + at.getColumnNr() + " (offset " + offset + "): ";
    }

    private static String what(JsonProcessingException e) {
        String told = String.valueOf(e.getOriginalMessage());
        if (e instanceof JsonEOFException) {
            return "the text ends in the middle of a value; each {, [ and \" must be closed.";
        }
        if (e instanceof StreamConstraintsException) {
            return "a name or number is too long or values are nested too deep; "
                    + "values may be nested 1,000 deep, numbers may have 1,000 digits, names 50,000 characters.";
        }
        if (told.startsWith("Duplicate")) {
            return "an object has the same name twice; each name may be there once.";
        }
        if (told.startsWith("Unrecognized token")) {
            return "a word is neither true, false nor null; any other text must be in double quotes.";
        }
        if (told.contains("escape")) {
            return told.startsWith("Illegal unquoted")
                    ? "a text holds a control character, such as a line end, as it is; write it as an escape, such as \\n."
                    : "a text holds an escape that JSON does not have; there are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hexadecimal digits.";
        }
        if (told.contains("numeric") || told.contains("Leading zero") || told.contains("number")) {
            return "a number is not written as JSON has it; it looks like -12, 0.5 or 1e3, without leading zeros or plus.";
        }
        Matcher character = CHARACTER.matcher(told);
        String there = character.find() ? named(character.group(1)) + " is not expected" : "this is not expected";
        return there + "; names and texts are in double quotes, a colon follows each name, "
                + "commas stand between values and not after the last, and there are no comments.";
    }

    private static String named(String character) {
        return character.equals("\uFEFF")
                ? "a byte order mark (U+FEFF), which some editors write before the text,"
                : "the character " + character;
    }
}
