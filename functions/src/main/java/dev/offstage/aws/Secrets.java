package dev.offstage.aws;

import com.fasterxml.jackson.jr.stree.JrsArray;
import com.fasterxml.jackson.jr.stree.JrsObject;
import com.fasterxml.jackson.jr.stree.JrsString;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Keeps secrets out of the log: a member is hidden when its name says that it holds one. */
final class Secrets {
    private static final JrsString HIDDEN = new JrsString("(hidden)");

    private static final List<String> WORDS = List.of(
            "authorization",
            "cookie",
            "password",
            "passwd",
            "passphrase",
            "token",
            "secret",
            "apikey",
            "accesskey",
            "privatekey",
            "credential",
            "signature",
            "xamzsecurity");

    private Secrets() {}

    /** {@code value} with every secret replaced, at any depth. */
    static JrsValue without(JrsValue value) {
        return switch (value) {
            case JrsObject object -> without(object);
            case JrsArray array -> {
                List<JrsValue> elements = new ArrayList<>();
                array.elements().forEachRemaining(element -> elements.add(without(element)));
                yield Json.array(elements);
            }
            default -> value;
        };
    }

    static JrsObject without(JrsObject object) {
        JsonObject clean = Json.object();
        object.fields()
                .forEachRemaining(member ->
                        clean.put(member.getKey(), isSecret(member.getKey()) ? HIDDEN : without(member.getValue())));
        return clean.toTree();
    }

    /** {@code X-Api-Key}, {@code api_key} and {@code apiKey} are one name; a token's id or name is no secret. */
    private static boolean isSecret(String name) {
        String letters = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return WORDS.stream().anyMatch(letters::contains) && !letters.endsWith("id") && !letters.endsWith("name");
    }
}
