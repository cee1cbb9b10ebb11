package dev.offstage.local.template;

import dev.offstage.local.template.Value.Field;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** YAML text as {@link Value}s; both forms of a function become the same call. */
final class YamlReader {
    private YamlReader() {}

    static Value read(String yaml) {
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
            if (root == null) {
                throw new TemplateException(1, "the template is empty");
            }
            return value(root);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new TemplateException(line, "this is no YAML: " + e.getProblem());
        }
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    private static Value value(Node node) {
        String tag = node.getTag().getValue();
        Value plain = plain(node);
        return tag.startsWith("!") && tag.length() > 1 ? call(tag.substring(1), plain, line(node)) : longForm(plain);
    }

    private static Value call(String shortName, Value argument, int line) {
        boolean bare = shortName.equals("Ref") || shortName.equals("Condition");
        return new Value.Call(bare ? shortName : "Fn::" + shortName, argument, line);
    }

    private static Value longForm(Value plain) {
        if (plain instanceof Value.Fields fields && fields.fields().size() == 1) {
            var only = fields.fields().entrySet().iterator().next();
            if (only.getKey().equals("Ref") || only.getKey().startsWith("Fn::")) {
                return new Value.Call(
                        only.getKey(), only.getValue().value(), only.getValue().line());
            }
        }
        return plain;
    }

    private static Value plain(Node node) {
        return switch (node) {
            case ScalarNode scalar -> new Value.Text(scalar.getValue(), line(node));
            case SequenceNode sequence -> new Value.Items(items(sequence), line(node));
            case MappingNode mapping -> new Value.Fields(fields(mapping), line(node));
            default -> throw new TemplateException(line(node), "this kind of YAML is not read here");
        };
    }

    private static List<Value> items(SequenceNode sequence) {
        List<Value> items = new ArrayList<>();
        sequence.getValue().forEach(item -> items.add(value(item)));
        return List.copyOf(items);
    }

    private static Map<String, Field> fields(MappingNode mapping) {
        Map<String, Field> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            int line = line(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new TemplateException(line, "a name must be a plain text");
            }
            if (key.getValue().equals("<<")) {
                throw new TemplateException(line, "the merge key << is not known to CloudFormation");
            }
            if (fields.put(key.getValue(), new Field(value(tuple.getValueNode()), line)) != null) {
                throw new TemplateException(line, key.getValue() + " stands here a second time");
            }
        }
        return fields;
    }
}
