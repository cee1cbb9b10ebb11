package dev.offstage.args;

import com.fasterxml.jackson.jr.stree.JrsObject;
import com.fasterxml.jackson.jr.stree.JrsString;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object with any names, whose values are all of one shape. Keeps the order. */
record MapShape(TextShape name, Slot value, Count count) implements Shape {
    @Override
    public @Nullable Object read(JrsValue json, Spot spot) {
        if (!(json instanceof JrsObject object)) {
            return wrongType(json, spot);
        }
        if (!count.check(object.size(), spot)) {
            return null;
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        boolean fits = true;
        for (Iterator<Map.Entry<String, JrsValue>> all = object.fields(); all.hasNext() && !spot.isFull(); ) {
            Map.Entry<String, JrsValue> member = all.next();
            Spot at = spot.at(member.getKey());
            Slot.Filling filling = value.read(member.getValue(), at);
            fits &= filling.fits();
            fits &= name.read(new JrsString(member.getKey()), at) != null;
            values.put(member.getKey(), filling.value());
        }
        return fits && !spot.isFull() ? Collections.unmodifiableMap(values) : null;
    }

    @Override
    public JrsValue write(Object written) {
        JsonObject json = Json.object();
        ((Map<?, ?>) written).forEach((key, each) -> json.put((String) key, value.write(each)));
        return json.toTree();
    }

    @Override
    public JsonObject schema() {
        JsonObject schema = Json.object()
                .put("type", "object")
                .put("propertyNames", name.schema().toTree())
                .put("additionalProperties", value.schema().toTree());
        return count.addTo(schema, "Properties");
    }

    @Override
    public String rule() {
        return "an object of " + count.words("members");
    }
}
