package dev.offstage.args;

import com.fasterxml.jackson.jr.stree.JrsObject;
import com.fasterxml.jackson.jr.stree.JrsString;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record: an object with a member for each component and no others. */
final class RecordShape implements Shape {
    private final RecordClass type;
    private final Map<String, Slot> slots;

    RecordShape(RecordClass type, Map<String, Slot> slots) {
        this.type = type;
        this.slots = new LinkedHashMap<>(slots);
    }

    @Override
    public @Nullable Object read(JrsValue json, Spot spot) {
        if (!(json instanceof JrsObject object)) {
            return wrongType(json, spot);
        }
        @Nullable Object[] values = new Object[slots.size()];
        boolean fits = true;
        int i = 0;
        for (Map.Entry<String, Slot> slot : slots.entrySet()) {
            Slot.Filling filling = slot.getValue().read(object.get(slot.getKey()), spot.at(slot.getKey()));
            fits &= filling.fits();
            values[i++] = filling.value();
        }
        return knowsAll(object, spot) && fits ? made(values, spot) : null;
    }

    private boolean knowsAll(JrsObject object, Spot spot) {
        boolean known = true;
        for (String name : (Iterable<String>) object::fieldNames) {
            if (!slots.containsKey(name)) {
                known = false;
                spot.at(name).refuse("unknown-field", "There is no such field; " + names() + ".");
            }
        }
        return known;
    }

    private @Nullable Object made(@Nullable Object[] values, Spot spot) {
        try {
            return type.make(values);
        } catch (InvalidArgumentException e) {
            spot.at(e.component()).refuse("invalid", message(e));
        } catch (IllegalArgumentException e) {
            spot.refuse("invalid", message(e));
        } catch (RuntimeException e) {
            spot.refuse("invalid", "These values are refused: " + e);
        }
        return null;
    }

    private static String message(RuntimeException refusal) {
        return refusal.getMessage() == null ? "These values are refused." : refusal.getMessage();
    }

    @Override
    public JrsObject write(Object value) {
        JsonObject json = Json.object();
        slots.forEach((name, slot) -> {
            Object component = type.component(value, name);
            if (component != null) {
                json.put(name, slot.write(component));
            }
        });
        return json.toTree();
    }

    @Override
    public JsonObject schema() {
        JsonObject properties = Json.object();
        slots.forEach((name, slot) -> properties.put(name, slot.schema().toTree()));
        return Json.object()
                .put("type", "object")
                .put("properties", properties.toTree())
                .put(
                        "required",
                        slots.entrySet().stream()
                                .filter(slot -> !slot.getValue().optional())
                                .map(slot -> new JrsString(slot.getKey()))
                                .toList())
                .put("additionalProperties", false);
    }

    @Override
    public String rule() {
        return slots.isEmpty()
                ? "an object without members"
                : "an object with the members " + String.join(", ", slots.keySet());
    }

    private String names() {
        return slots.isEmpty() ? "none is known" : "known are " + String.join(", ", slots.keySet());
    }
}
