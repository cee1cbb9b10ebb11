package dev.offstage.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A piece of a JSON answer.
 *
 * @param value a map, list, text, number, truth value or null
 */
record Node(Object value) {
    static Node parse(String text) {
        try {
            return new Node(JSON.std.anyFrom(text));
        } catch (JsonProcessingException e) {
            throw new AssertionError("No JSON: " + text, e);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The text of a JSON value. */
    static String write(Object value) {
        try {
            return JSON.std.asString(value);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    Node at(String name) {
        if (value instanceof Map<?, ?> members && members.containsKey(name)) {
            return new Node(members.get(name));
        }
        throw new AssertionError("There is no member " + name + " in " + value);
    }

    Node at(int index) {
        return list().get(index);
    }

    List<Node> list() {
        if (value instanceof List<?> elements) {
            return elements.stream().map(Node::new).toList();
        }
        throw new AssertionError("This is no array: " + value);
    }

    Set<String> names() {
        if (value instanceof Map<?, ?> members) {
            return members.keySet().stream().map(String::valueOf).collect(Collectors.toSet());
        }
        throw new AssertionError("This is no object: " + value);
    }

    /** The text; of anything else what it looks like. */
    String text() {
        return String.valueOf(value);
    }

    /** The moment that the text says. */
    Instant time() {
        return Instant.parse(text());
    }

    /** The whole number. */
    long number() {
        return Long.parseLong(text());
    }

    boolean isNull() {
        return value == null;
    }

    boolean isTrue() {
        return Boolean.TRUE.equals(value);
    }
}
