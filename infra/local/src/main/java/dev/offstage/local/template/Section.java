package dev.offstage.local.template;

import dev.offstage.local.template.Value.Field;
import dev.offstage.local.template.Value.Fields;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A mapping whose members are asked for by name; {@link #end()} refuses those that nobody asked for. */
final class Section {
    private final String place;
    private final Fields fields;
    private final Set<String> asked = new HashSet<>();

    private Section(String place, Fields fields) {
        this.place = place;
        this.fields = fields;
    }

    /** The section at {@code value}, which errors call {@code place}. */
    static Section of(String place, Value value) {
        return switch (value) {
            case Fields fields -> new Section(place, fields);
            case Value other ->
                throw new TemplateException(other.line(), place + " must be a mapping, not " + other.kind());
        };
    }

    String place() {
        return place;
    }

    int line(String name) {
        Field field = fields.fields().get(name);
        return field == null ? fields.line() : field.line();
    }

    TemplateException fault(String name, String message) {
        return new TemplateException(line(name), place + ": " + name + " " + message);
    }

    boolean has(String name) {
        return fields.fields().containsKey(name);
    }

    Set<String> names() {
        return fields.fields().keySet();
    }

    /** Members that are read elsewhere or have nothing to say. */
    void ignore(String... names) {
        asked.addAll(List.of(names));
    }

    /** The member {@code name}, whatever it is. */
    Optional<Value> value(String name) {
        return Optional.ofNullable(ask(name));
    }

    private @Nullable Value ask(String name) {
        asked.add(name);
        Field field = fields.fields().get(name);
        return field == null ? null : field.value();
    }

    Optional<String> text(String name) {
        return switch (ask(name)) {
            case null -> Optional.empty();
            case Value.Text text -> Optional.of(text.text());
            case Value other -> throw fault(name, "must be one value, not " + other.kind());
        };
    }

    String required(String name) {
        return text(name).orElseThrow(() -> new TemplateException(fields.line(), place + " lacks " + name));
    }

    int number(String name, int standard, int least, int most) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return standard;
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException ignored) {
            // Said below, as for a number out of its range.
        }
        throw fault(name, "must be a number from " + least + " to " + most + ", not " + text.get());
    }

    boolean flag(String name, boolean standard) {
        return text(name)
                .map(text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw fault(name, "must be true or false, not " + text);
                })
                .orElse(standard);
    }

    String oneOf(String name, String standard, String... allowed) {
        String value = text(name).orElse(standard);
        if (!List.of(allowed).contains(value)) {
            throw fault(name, "is " + value + "; known here: " + String.join(", ", allowed));
        }
        return value;
    }

    /** Refuses any other value than {@code standard}. */
    void only(String name, String standard) {
        String value = text(name).orElse(standard);
        if (!value.equals(standard)) {
            throw fault(name, "is " + value + "; known here: " + standard);
        }
    }

    List<String> texts(String name) {
        return items(name).stream()
                .map(item -> switch (item) {
                    case Value.Text text -> text.text();
                    case Value other -> throw fault(name, "must hold plain values, not " + other.kind());
                })
                .toList();
    }

    /** A list of texts, or the one that stands in the place of a list. */
    List<String> oneOrMore(String name) {
        return value(name).orElse(null) instanceof Value.Text text ? List.of(text.text()) : texts(name);
    }

    private List<Value> items(String name) {
        return switch (ask(name)) {
            case null -> List.of();
            case Value.Items list -> list.items();
            case Value other -> throw fault(name, "must be a list, not " + other.kind());
        };
    }

    List<Section> sections(String name) {
        return items(name).stream().map(item -> of(place + "." + name, item)).toList();
    }

    Optional<Section> section(String name) {
        return value(name).map(value -> of(place + "." + name, value));
    }

    /** The members as sections of their own, in the order of the template. */
    Map<String, Section> children() {
        Map<String, Section> children = new LinkedHashMap<>();
        fields.fields().forEach((name, field) -> {
            asked.add(name);
            children.put(name, of(place.isEmpty() ? name : place + "." + name, field.value()));
        });
        return children;
    }

    /** The members as texts. */
    Map<String, String> textsByName() {
        Map<String, String> texts = new LinkedHashMap<>();
        names().forEach(name -> texts.put(name, required(name)));
        return texts;
    }

    /** Refuses the first member that was not asked for. */
    void end() {
        for (String name : names()) {
            if (!asked.contains(name)) {
                throw new TemplateException(
                        line(name),
                        place + ": " + name + " is not known here; the local host would silently do without it");
            }
        }
    }
}
