package dev.offstage.local.template;

import dev.offstage.json.Json;
import dev.offstage.json.UnreadableJsonException;
import java.util.Optional;

/**
 * A privilege that a function used or has.
 *
 * @param function its name in the template
 * @param action as policies call it, such as {@code sqs:SendMessage}
 * @param resource by its name in the template, an index as in {@code Table/index/name}; what the template does not declare
 *     by its ARN or its own name
 */
public record Privilege(String function, String action, String resource) {
    /** A line of JSON. */
    public String toText() {
        return Json.object()
                .put("function", function)
                .put("action", action)
                .put("resource", resource)
                .toText();
    }

    /** What {@link #toText()} wrote; empty for anything else, such as the line that a killed process began. */
    public static Optional<Privilege> read(String line) {
        try {
            var privilege = Json.parse(line);
            return Json.text(privilege, "function")
                    .flatMap(function -> Json.text(privilege, "action")
                            .flatMap(action -> Json.text(privilege, "resource")
                                    .map(resource -> new Privilege(function, action, resource))));
        } catch (UnreadableJsonException e) {
            return Optional.empty();
        }
    }
}
