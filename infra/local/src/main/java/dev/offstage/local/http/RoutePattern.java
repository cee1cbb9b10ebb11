package dev.offstage.local.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A route key such as {@code GET /v1/tasks/{id}}. */
record RoutePattern(String key, String method, List<String> segments) {
    static final String DEFAULT = "$default";

    static RoutePattern of(String key) {
        if (key.equals(DEFAULT)) {
            return new RoutePattern(key, "ANY", List.of("{" + DEFAULT + "+}"));
        }
        int space = key.indexOf(' ');
        return new RoutePattern(key, key.substring(0, space), segments(key.substring(space + 1)));
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    /** What the variables of this pattern hold, as sent; empty when it does not match. */
    Optional<Map<String, String>> match(String askedMethod, String rawPath) {
        if (!method.equals("ANY") && !method.equals(askedMethod)) {
            return Optional.empty();
        }
        List<String> asked = segments(rawPath);
        Map<String, String> variables = new LinkedHashMap<>();
        for (int at = 0; at < segments.size(); at++) {
            String segment = segments.get(at);
            if (isGreedy(segment)) {
                return at < asked.size()
                        ? Optional.of(with(variables, segment, String.join("/", asked.subList(at, asked.size()))))
                        : Optional.empty();
            }
            if (at >= asked.size() || !fits(segment, asked.get(at))) {
                return Optional.empty();
            }
            if (isVariable(segment)) {
                variables.put(nameOf(segment), asked.get(at));
            }
        }
        return asked.size() == segments.size() ? Optional.of(variables) : Optional.empty();
    }

    private static Map<String, String> with(Map<String, String> variables, String segment, String rest) {
        if (!nameOf(segment).equals(DEFAULT)) {
            variables.put(nameOf(segment), rest);
        }
        return variables;
    }

    private static boolean fits(String segment, String asked) {
        return isVariable(segment) ? !asked.isEmpty() : segment.equals(asked);
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    private static boolean isGreedy(String segment) {
        return isVariable(segment) && segment.endsWith("+}");
    }

    private static String nameOf(String segment) {
        return segment.substring(1, segment.length() - (isGreedy(segment) ? 2 : 1));
    }

    /** Sorts before any pattern that is less specific: literal, variable, rest of the path; a method before ANY. */
    List<Integer> rank() {
        List<Integer> rank = new ArrayList<>();
        for (String segment : segments) {
            rank.add(isGreedy(segment) ? 2 : isVariable(segment) ? 1 : 0);
        }
        rank.add(method.equals("ANY") ? 1 : 0);
        return key.equals(DEFAULT) ? List.of(3) : rank;
    }
}
