package dev.offstage.aws;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item of the table in the making, or as it was read. Times are milliseconds since 1970. */
final class Item {
    private final Map<String, AttributeValue> attributes;

    Item() {
        this(new HashMap<>());
    }

    Item(Map<String, AttributeValue> attributes) {
        this.attributes = attributes;
    }

    /** By way of bytes: half a surrogate pair, which DynamoDB does not take, becomes a question mark. */
    static AttributeValue text(String value) {
        return AttributeValue.fromS(new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    static AttributeValue time(Instant value) {
        return number(value.toEpochMilli());
    }

    static Map<String, AttributeValue> key(String pk, String sk) {
        return Map.of("pk", text(pk), "sk", text(sk));
    }

    Map<String, AttributeValue> attributes() {
        return attributes;
    }

    boolean has(String name) {
        return attributes.containsKey(name);
    }

    /** Sets the attribute; a null value leaves it out. */
    @CanIgnoreReturnValue
    Item put(String name, @Nullable String value) {
        return value == null ? this : put(name, text(value));
    }

    /** Sets the attribute; a null value leaves it out. */
    @CanIgnoreReturnValue
    Item put(String name, @Nullable Instant value) {
        return value == null ? this : put(name, time(value));
    }

    @CanIgnoreReturnValue
    Item put(String name, long value) {
        return put(name, number(value));
    }

    @CanIgnoreReturnValue
    Item put(String name, AttributeValue value) {
        attributes.put(name, value);
        return this;
    }

    String text(String name, String otherwise) {
        String value = textOrNull(name);
        return value == null ? otherwise : value;
    }

    @Nullable
    String textOrNull(String name) {
        AttributeValue value = attributes.get(name);
        return value == null ? null : value.s();
    }

    /** The text of an attribute that every such item has. */
    String required(String name) {
        String value = textOrNull(name);
        if (value == null) {
            throw new IllegalStateException("The item " + attributes.get("pk") + " has no " + name + ".");
        }
        return value;
    }

    long number(String name, long otherwise) {
        AttributeValue value = attributes.get(name);
        return value == null || value.n() == null ? otherwise : Long.parseLong(value.n());
    }

    @Nullable
    Instant timeOrNull(String name) {
        return has(name) ? Instant.ofEpochMilli(number(name, 0)) : null;
    }
}
