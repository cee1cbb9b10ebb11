package dev.offstage.engine;

import com.fasterxml.jackson.jr.stree.JrsArray;
import com.fasterxml.jackson.jr.stree.JrsNull;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.Json;
import dev.offstage.json.UnreadableJsonException;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Compares arguments with texts. A name leads through objects and arrays by dots ({@code to.address}, {@code links.0}); members that
 * have dots in their own names are found as well. A text finds strings, numbers, booleans and nulls that are written like it
 * ({@code 5} finds 5 and "5"); {@code null} also finds what is not there.
 */
final class ArgsMatch {
    private static final String NULL = "null";

    private ArgsMatch() {}

    /** Whether every name in {@code wanted} leads to its text. */
    static boolean of(String json, Map<String, String> wanted) {
        try {
            JrsValue args = Json.parse(json);
            return wanted.entrySet().stream().allMatch(want -> says(args, want.getKey(), want.getValue()));
        } catch (UnreadableJsonException e) {
            return false;
        }
    }

    private static boolean says(JrsValue args, String name, String text) {
        return at(args, name).map(ArgsMatch::text).anyMatch(text::equals)
                || (text.equals(NULL) && at(args, name).findAny().isEmpty());
    }

    /** Every value that {@code path} can be read as leading to. */
    private static Stream<JrsValue> at(JrsValue value, String path) {
        Stream<JrsValue> here = child(value, path);
        Stream<JrsValue> deeper = IntStream.range(0, path.length())
                .filter(i -> path.charAt(i) == '.')
                .boxed()
                .flatMap(dot ->
                        child(value, path.substring(0, dot)).flatMap(inner -> at(inner, path.substring(dot + 1))));
        return Stream.concat(here, deeper);
    }

    private static Stream<JrsValue> child(JrsValue value, String name) {
        boolean isIndex = value instanceof JrsArray && name.matches("\\d{1,6}");
        return Stream.ofNullable(isIndex ? value.get(Integer.parseInt(name)) : value.get(name));
    }

    private static String text(JrsValue value) {
        return value instanceof JrsNull ? NULL : value.isValueNode() ? value.asText() : Json.write(value);
    }
}
