package dev.offstage.api;

import com.fasterxml.jackson.jr.stree.JrsObject;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The JSON object that a browser's form stands for. In a form all is text, and what was left empty is sent all the same. */
final class FormObject {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,6})?");

    private FormObject() {}

    /**
     * Text for each field, null for one that was left empty.
     *
     * @param numbers the fields of which a text that writes a number is one
     */
    static JrsObject of(Map<String, String> form, Set<String> numbers) {
        JsonObject object = Json.object();
        form.forEach((name, value) -> {
            if (numbers.contains(name) && NUMBER.matcher(value).matches()) {
                object.put(name, new BigDecimal(value));
            } else {
                object.put(name, value.isEmpty() ? null : value);
            }
        });
        return object.toTree();
    }
}
