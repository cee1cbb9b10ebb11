package dev.offstage.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.fasterxml.jackson.jr.stree.JrsArray;
import com.fasterxml.jackson.jr.stree.JrsBoolean;
import com.fasterxml.jackson.jr.stree.JrsObject;
import com.fasterxml.jackson.jr.stree.JrsString;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.Json;
import dev.offstage.json.UnreadableJsonException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what Lambda hands to a function. An absent member stays null, as in the official types. */
public final class Events {
    private Events() {}

    public static APIGatewayV2HTTPEvent http(InputStream in) {
        return HttpEvents.read(tree(in));
    }

    public static SQSEvent sqs(InputStream in) {
        return SqsEvents.read(tree(in));
    }

    public static ScheduledEvent scheduled(InputStream in) {
        return ScheduledEvents.read(tree(in));
    }

    private static JrsValue tree(InputStream in) {
        try {
            return Json.parse(in);
        } catch (UnreadableJsonException e) {
            throw new IllegalArgumentException("The event is no JSON: " + e.getMessage(), e);
        }
    }

    static @Nullable String text(JrsValue object, String name) {
        return Json.text(object, name).orElse(null);
    }

    static boolean flag(JrsValue object, String name) {
        return JrsBoolean.TRUE.equals(object.path(name));
    }

    static long number(JrsValue object, String name) {
        return Json.number(object, name).map(Number::longValue).orElse(0L);
    }

    /** The members of an object, read by {@code read}; null when there is no such object. */
    static <T> @Nullable Map<String, T> map(JrsValue object, String name, Function<JrsValue, T> read) {
        if (!(object.path(name) instanceof JrsObject members)) {
            return null;
        }
        Map<String, T> map = new LinkedHashMap<>();
        members.fields().forEachRemaining(member -> map.put(member.getKey(), read.apply(member.getValue())));
        return map;
    }

    static @Nullable Map<String, String> texts(JrsValue object, String name) {
        return map(object, name, JrsValue::asText);
    }

    /** The elements of an array, read by {@code read}; null when there is no such array. */
    static <T> @Nullable List<T> list(JrsValue object, String name, Function<JrsValue, T> read) {
        if (!(object.path(name) instanceof JrsArray elements)) {
            return null;
        }
        List<T> list = new ArrayList<>();
        elements.elements().forEachRemaining(element -> list.add(read.apply(element)));
        return list;
    }

    static @Nullable List<String> textList(JrsValue object, String name) {
        return list(object, name, element -> element instanceof JrsString text ? text.getValue() : element.asText());
    }
}
