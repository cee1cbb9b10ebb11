package dev.offstage.args;

import com.fasterxml.jackson.jr.stree.JrsArray;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list whose elements are all of one shape. */
record ListShape(Slot element, Count count) implements Shape {
    @Override
    public @Nullable Object read(JrsValue json, Spot spot) {
        if (!(json instanceof JrsArray array)) {
            return wrongType(json, spot);
        }
        if (!count.check(array.size(), spot)) {
            return null;
        }
        List<@Nullable Object> values = new ArrayList<>();
        boolean fits = true;
        for (int i = 0; i < array.size() && !spot.isFull(); i++) {
            Slot.Filling filling = element.read(array.get(i), spot.at(i));
            fits &= filling.fits();
            values.add(filling.value());
        }
        return fits && !spot.isFull() ? Collections.unmodifiableList(values) : null;
    }

    @Override
    public JrsValue write(Object value) {
        return Json.array(((List<?>) value).stream().map(element::write).toList());
    }

    @Override
    public JsonObject schema() {
        return count.addTo(
                Json.object().put("type", "array").put("items", element.schema().toTree()), "Items");
    }

    @Override
    public String rule() {
        return "a list of " + count.words("elements");
    }
}
