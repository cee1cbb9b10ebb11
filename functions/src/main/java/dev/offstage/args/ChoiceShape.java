package dev.offstage.args;

import com.fasterxml.jackson.jr.stree.JrsString;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An enum: its constants as lower-case words joined by hyphens. */
record ChoiceShape(Map<String, Enum<?>> byWord) implements Shape {

    static ChoiceShape of(Class<?> type) {
        Map<String, Enum<?>> byWord = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) {
            byWord.put(word((Enum<?>) constant), (Enum<?>) constant);
        }
        return new ChoiceShape(byWord);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public @Nullable Object read(JrsValue json, Spot spot) {
        if (!(json instanceof JrsString text)) {
            return wrongType(json, spot);
        }
        Enum<?> constant = byWord.get(text.getValue());
        return constant == null ? invalid(spot) : constant;
    }

    @Override
    public JrsValue write(Object value) {
        return new JrsString(word((Enum<?>) value));
    }

    @Override
    public JsonObject schema() {
        return Json.object()
                .put("type", "string")
                .put("enum", byWord.keySet().stream().map(JrsString::new).toList());
    }

    @Override
    public String rule() {
        return "one of " + String.join(", ", byWord.keySet());
    }
}
