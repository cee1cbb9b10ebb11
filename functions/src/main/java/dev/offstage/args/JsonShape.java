package dev.offstage.args;

import com.fasterxml.jackson.jr.stree.JrsArray;
import com.fasterxml.jackson.jr.stree.JrsObject;
import com.fasterxml.jackson.jr.stree.JrsString;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** JSON as it is. */
record JsonShape() implements Shape {
    @Override
    public @Nullable Object read(JrsValue json, Spot spot) {
        if (isBroken(json)) {
            spot.refuse("invalid", "This holds half of a surrogate pair; its texts must be Unicode text.");
            return null;
        }
        return json;
    }

    /** Without recursion, since a tree may be as deep as the reader allows. */
    private static boolean isBroken(JrsValue json) {
        Deque<JrsValue> rest = new ArrayDeque<>();
        rest.add(json);
        while (!rest.isEmpty()) {
            JrsValue next = rest.remove();
            if (next instanceof JrsString text && TextShape.isBroken(text.getValue())) {
                return true;
            }
            if (next instanceof JrsArray list) {
                list.elements().forEachRemaining(rest::add);
            }
            if (next instanceof JrsObject object) {
                object.fieldNames().forEachRemaining(name -> rest.add(new JrsString(name)));
                object.fields().forEachRemaining(member -> rest.add(member.getValue()));
            }
        }
        return false;
    }

    @Override
    public JrsValue write(Object value) {
        return (JrsValue) value;
    }

    @Override
    public JsonObject schema() {
        return Json.object();
    }

    @Override
    public String rule() {
        return "any JSON but null";
    }
}
