package dev.offstage.args;

import com.fasterxml.jackson.jr.stree.JrsBoolean;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** True or false. */
record FlagShape() implements Shape {
    @Override
    public @Nullable Object read(JrsValue json, Spot spot) {
        return json instanceof JrsBoolean flag ? (Object) flag.booleanValue() : wrongType(json, spot);
    }

    @Override
    public JrsValue write(Object value) {
        return (Boolean) value ? JrsBoolean.TRUE : JrsBoolean.FALSE;
    }

    @Override
    public JsonObject schema() {
        return Json.object().put("type", "boolean");
    }

    @Override
    public String rule() {
        return "true or false";
    }
}
