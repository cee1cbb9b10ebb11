package dev.offstage.args;

import com.fasterxml.jackson.jr.stree.JrsArray;
import com.fasterxml.jackson.jr.stree.JrsNull;
import com.fasterxml.jackson.jr.stree.JrsString;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place for a value of one shape: a component, an element of a list, a member of a map. */
record Slot(Shape shape, boolean optional) {

    /**
     * What was found in the place.
     *
     * @param value null when there is none or it was refused
     */
    record Filling(@Nullable Object value, boolean fits) {}

    /** @param json null when nothing is there, which means the same as JSON's null */
    Filling read(@Nullable JrsValue json, Spot spot) {
        if (json != null && !(json instanceof JrsNull)) {
            Object value = shape.read(json, spot);
            return new Filling(value, value != null);
        }
        if (!optional) {
            spot.refuse("required", "This is missing; it must be " + shape.rule() + ".");
        }
        return new Filling(null, optional);
    }

    JrsValue write(@Nullable Object value) {
        return value == null ? JrsNull.instance() : shape.write(value);
    }

    /** The shape's schema; of an optional place one that allows null too. */
    JsonObject schema() {
        JsonObject schema = shape.schema();
        if (!optional) {
            return schema;
        }
        if (schema.toTree().get("anyOf") instanceof JrsArray choices) {
            List<JrsValue> all = new ArrayList<>();
            choices.elements().forEachRemaining(all::add);
            all.add(Json.object().put("type", "null").toTree());
            return schema.put("anyOf", all);
        }
        if (schema.toTree().get("enum") instanceof JrsArray words) {
            List<JrsValue> all = new ArrayList<>();
            words.elements().forEachRemaining(all::add);
            all.add(JrsNull.instance());
            schema.put("enum", all);
        }
        return schema.toTree().get("type") instanceof JrsString type
                ? schema.put("type", List.of(type, new JrsString("null")))
                : schema;
    }
}
