package dev.offstage.json;

import com.fasterxml.jackson.jr.stree.JrsBoolean;
import com.fasterxml.jackson.jr.stree.JrsNull;
import com.fasterxml.jackson.jr.stree.JrsNumber;
import com.fasterxml.jackson.jr.stree.JrsObject;
import com.fasterxml.jackson.jr.stree.JrsString;
import com.fasterxml.jackson.jr.stree.JrsValue;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object in the making. A null value is written as {@code null}, never left out. */
public final class JsonObject {
    private final Map<String, JrsValue> members = new LinkedHashMap<>();

    JsonObject() {}

    @CanIgnoreReturnValue
    public JsonObject put(String name, @Nullable String value) {
        return put(name, value == null ? JrsNull.instance() : new JrsString(value));
    }

    @CanIgnoreReturnValue
    public JsonObject put(String name, @Nullable Number value) {
        return put(name, value == null ? JrsNull.instance() : new JrsNumber(value));
    }

    @CanIgnoreReturnValue
    public JsonObject put(String name, boolean value) {
        return put(name, value ? JrsBoolean.TRUE : JrsBoolean.FALSE);
    }

    @CanIgnoreReturnValue
    public JsonObject put(String name, List<? extends JrsValue> values) {
        return put(name, Json.array(values));
    }

    @CanIgnoreReturnValue
    public JsonObject put(String name, JrsValue value) {
        members.put(name, value);
        return this;
    }

    /** Puts all members of {@code other}. */
    @CanIgnoreReturnValue
    public JsonObject putAll(JsonObject other) {
        members.putAll(other.members);
        return this;
    }

    public JrsObject toTree() {
        return new JrsObject(new LinkedHashMap<>(members));
    }

    /** This object as JSON text without white space. */
    public String toText() {
        return Json.write(toTree());
    }
}
