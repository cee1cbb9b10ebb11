package dev.offstage.api;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.jr.stree.JrsObject;
import com.fasterxml.jackson.jr.stree.JrsString;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.engine.TaskType;
import dev.offstage.task.Uniqueness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code unique}: which tasks are duplicates of each other. What it leaves out is as the type has it. */
final class UniqueReader {
    private static final int MOST_FIELDS = 20;
    private static final int LONGEST_POINTER = 200;
    private static final Pattern POINTER = Pattern.compile("(/([^~/]|~[01])*){0,20}");

    private final Fields outer;
    private final TaskType<?> type;

    UniqueReader(Fields outer, TaskType<?> type) {
        this.outer = outer;
        this.type = type;
    }

    /** The key; empty when it is not said. */
    Optional<Uniqueness> read() {
        return outer.fields("unique", Set.of("fields", "window", "mode", "maxDelay", "onDuplicate"))
                .map(this::unique);
    }

    private Uniqueness unique(Fields fields) {
        Uniqueness known = type.policy().unique();
        Uniqueness usual = known == null ? Uniqueness.SIMPLE : known;
        return new Uniqueness(
                fields.value("fields").isPresent() ? pointers(fields) : usual.fields(),
                fields.text("mode", UniqueReader::mode, "simple, throttle or debounce")
                        .orElse(usual.mode()),
                fields.duration("window", UniqueReader::isWindow, "longer than 0; " + Options.UP_TO_LONGEST)
                        .orElse(usual.window()),
                fields.duration("maxDelay", Options::fits, Options.UP_TO_LONGEST)
                        .orElse(usual.maxDelay()),
                fields.text("onDuplicate", UniqueReader::rejects, "return or reject")
                        .orElse(usual.rejects()));
    }

    private static boolean isWindow(Duration window) {
        return Options.fits(window) && !window.isZero();
    }

    private static Optional<Uniqueness.Mode> mode(String name) {
        return Arrays.stream(Uniqueness.Mode.values())
                .filter(mode -> mode.wireName().equals(name))
                .findFirst();
    }

    private static Optional<Boolean> rejects(String word) {
        return switch (word) {
            case "reject" -> Optional.of(true);
            case "return" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private List<String> pointers(Fields fields) {
        List<JrsValue> said =
                fields.list("fields", MOST_FIELDS, "an array of at most " + MOST_FIELDS + " JSON pointers into args");
        List<String> pointers = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            String pointer = said.get(i) instanceof JrsString text ? text.getValue() : "none";
            if (isPointer(pointer) && isKnown(pointer)) {
                pointers.add(pointer);
            } else {
                fields.refuse(new Problem.FieldError(
                        fields.at("fields") + "/" + i,
                        "invalid",
                        "This must be a JSON pointer into the args of " + type.name() + ", which have the members "
                                + members() + "; such as /url for the member url."));
            }
        }
        return pointers;
    }

    private static boolean isPointer(String text) {
        return text.length() <= LONGEST_POINTER && POINTER.matcher(text).matches();
    }

    private String members() {
        List<String> names = new ArrayList<>();
        type.args().schema().path("properties").fieldNames().forEachRemaining(names::add);
        return names.isEmpty() ? "(none)" : String.join(", ", names);
    }

    /** A pointer that leads nowhere in any arguments would make all tasks equal. */
    private boolean isKnown(String pointer) {
        JrsValue schema = type.args().schema();
        JsonPointer rest = JsonPointer.compile(pointer);
        while (schema != null && !rest.matches()) {
            schema = inside(schema, rest);
            rest = rest.tail();
        }
        return schema != null;
    }

    /** The schema of what the first step of {@code pointer} leads to; null when that is nothing. */
    private static @Nullable JrsValue inside(JrsValue schema, JsonPointer pointer) {
        if (schema.size() == 0) {
            // Any JSON.
            return schema;
        }
        if (pointer.mayMatchElement() && schema.get("items") != null) {
            return schema.get("items");
        }
        JrsValue member = schema.path("properties").get(pointer.getMatchingProperty());
        return member == null && schema.get("additionalProperties") instanceof JrsObject any ? any : member;
    }
}
