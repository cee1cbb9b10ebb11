package dev.offstage;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** {@code template.yaml} as maps, lists and texts; a short intrinsic such as {@code !Ref X} is the map {@code {Ref=X}}. */
@NullMarked
public record Template(Map<String, Object> root) {
    public static Template ofTheProject() {
        try (var reader = Files.newBufferedReader(Path.of("..", "template.yaml"))) {
            return new Template(map(plain(new Yaml(new LoaderOptions()).compose(reader))));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Map<String, Object> section(String name) {
        return map(at(root, name));
    }

    /** The properties of every resource of {@code type}, by logical name. */
    public Map<String, Map<String, Object>> resources(String type) {
        return section("Resources").entrySet().stream()
                .filter(resource -> at(resource.getValue(), "Type").equals(type))
                .collect(toMap(Map.Entry::getKey, resource -> map(at(resource.getValue(), "Properties"))));
    }

    /** What stands below {@code node} on the way {@code keys}; an empty map where nothing does. */
    public static Object at(Object node, String... keys) {
        Object found = node;
        for (String key : keys) {
            found = map(found).getOrDefault(key, Map.of());
        }
        return found;
    }

    @SuppressWarnings("unchecked") // plain() makes maps of text keys alone
    static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    private static Object plain(Node node) {
        Object value = switch (node) {
            case ScalarNode scalar -> scalar.getValue();
            case SequenceNode list ->
                list.getValue().stream().map(Template::plain).toList();
            case MappingNode mapping -> entries(mapping);
            default -> throw new IllegalStateException("no YAML of a template: " + node);
        };
        String tag = node.getTag().getValue();
        return tag.startsWith("!") ? Map.of(tag.substring(1), value) : value;
    }

    private static Map<String, Object> entries(MappingNode mapping) {
        var entries = new LinkedHashMap<String, Object>();
        mapping.getValue()
                .forEach(entry ->
                        entries.put(((ScalarNode) entry.getKeyNode()).getValue(), plain(entry.getValueNode())));
        return entries;
    }

    /** Every name that a {@code !Ref} at or below {@code node} says. */
    static Stream<String> references(Object node) {
        return switch (node) {
            case Map<?, ?> map -> map.entrySet().stream().flatMap(Template::references);
            case Map.Entry<?, ?> entry ->
                entry.getKey().equals("Ref") ? Stream.of(entry.getValue().toString()) : references(entry.getValue());
            case List<?> list -> list.stream().flatMap(Template::references);
            default -> Stream.empty();
        };
    }
}
