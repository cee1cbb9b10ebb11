package dev.offstage.local.template;

import dev.offstage.local.template.Value.Call;
import dev.offstage.local.template.Value.Field;
import dev.offstage.local.template.Value.Fields;
import dev.offstage.local.template.Value.Items;
import dev.offstage.local.template.Value.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Computes CloudFormation's functions, so that what is left holds none. */
final class Resolver {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

    private final Names names;
    private final Conditions conditions;
    private final Fields mappings;

    Resolver(Names names, Map<String, Field> conditions, Fields mappings) {
        this.names = names;
        this.conditions = new Conditions(conditions, this);
        this.mappings = mappings;
    }

    Conditions conditions() {
        return conditions;
    }

    Names names() {
        return names;
    }

    /** Whether {@code owner}, a resource or an output, has no condition or one that holds. */
    boolean isThere(Fields owner) {
        Field condition = owner.fields().get("Condition");
        if (condition == null) {
            return true;
        }
        if (condition.value() instanceof Text text) {
            return conditions.holds(text.text(), condition.line());
        }
        throw new TemplateException(condition.line(), "Condition must be the name of a condition");
    }

    /** {@code value} without functions; null for {@code AWS::NoValue}. */
    @Nullable
    Value resolve(Value value) {
        return switch (value) {
            case Text text -> text;
            case Items items -> new Items(resolveAll(items.items()), items.line());
            case Fields fields -> new Fields(resolveAll(fields.fields()), fields.line());
            case Call call -> call(call);
        };
    }

    private List<Value> resolveAll(List<Value> items) {
        List<Value> resolved = new ArrayList<>();
        for (Value item : items) {
            Value value = resolve(item);
            if (value != null) {
                resolved.add(value);
            }
        }
        return resolved;
    }

    private Map<String, Field> resolveAll(Map<String, Field> fields) {
        Map<String, Field> resolved = new LinkedHashMap<>();
        fields.forEach((name, field) -> {
            Value value = resolve(field.value());
            if (value != null) {
                resolved.put(name, new Field(value, field.line()));
            }
        });
        return resolved;
    }

    private @Nullable Value call(Call call) {
        int line = call.line();
        return switch (call.function()) {
            case "Ref" -> ref(text(call.argument(), call), line);
            case "Fn::GetAtt" -> new Text(attribute(call), line);
            case "Fn::Sub" -> new Text(sub(call), line);
            case "Fn::Join" -> new Text(join(call), line);
            case "Fn::If" -> branch(call);
            case "Fn::FindInMap" -> mapped(call);
            default ->
                throw new TemplateException(
                        line,
                        call.function()
                                + " is not known here; known are Ref, GetAtt, Sub, Join, If, FindInMap and, in conditions, "
                                + "Equals, Not, And, Or");
        };
    }

    private @Nullable Value ref(String name, int line) {
        return name.equals("AWS::NoValue") ? null : new Text(names.ref(name, line, this), line);
    }

    private String attribute(Call call) {
        List<String> path = call.argument() instanceof Items items
                ? items.items().stream().map(item -> text(item, call)).toList()
                : List.of(text(call.argument(), call).split("\\.", 2));
        if (path.size() != 2) {
            throw new TemplateException(call.line(), "Fn::GetAtt takes a resource and an attribute, as in Queue.Arn");
        }
        return names.attribute(path.getFirst(), path.getLast(), call.line(), this);
    }

    private String join(Call call) {
        List<Value> arguments = arguments(call, 2);
        if (!(resolve(arguments.get(1)) instanceof Items items)) {
            throw new TemplateException(call.line(), "Fn::Join takes a separator and a list");
        }
        List<String> parts =
                items.items().stream().map(item -> text(item, call)).toList();
        return String.join(text(arguments.getFirst(), call), parts);
    }

    private @Nullable Value branch(Call call) {
        List<Value> arguments = arguments(call, 3);
        boolean holds = conditions.holds(text(arguments.getFirst(), call), call.line());
        return resolve(arguments.get(holds ? 1 : 2));
    }

    private Value mapped(Call call) {
        Value found = mappings;
        for (Value key : arguments(call, 3)) {
            String name = text(key, call);
            Value next = found instanceof Fields fields ? fields.get(name) : null;
            if (next == null) {
                throw new TemplateException(call.line(), "Fn::FindInMap finds no " + name + " in the mappings");
            }
            found = next;
        }
        return found;
    }

    private String sub(Call call) {
        boolean own = call.argument() instanceof Items;
        List<Value> arguments = own ? arguments(call, 2) : List.of(call.argument());
        Map<String, Field> variables = own && arguments.get(1) instanceof Fields fields ? fields.fields() : Map.of();
        Function<String, String> lookUp = name -> {
            Field field = variables.get(name);
            return field != null ? text(resolve(field.value()), call) : variable(name, call.line());
        };
        return VARIABLE.matcher(text(arguments.getFirst(), call)).replaceAll(match -> {
            String name = match.group(1);
            return Matcher.quoteReplacement(
                    name.startsWith("!") ? "${" + name.substring(1) + "}" : lookUp.apply(name.strip()));
        });
    }

    private String variable(String name, int line) {
        int dot = name.indexOf('.');
        return dot < 0 || name.endsWith(".Alias") || name.endsWith(".Version")
                ? names.ref(name, line, this)
                : names.attribute(name.substring(0, dot), name.substring(dot + 1), line, this);
    }

    List<Value> arguments(Call call, int count) {
        if (call.argument() instanceof Items items && items.items().size() == count) {
            return items.items();
        }
        throw new TemplateException(call.line(), call.function() + " takes a list of " + count + " values");
    }

    String text(@Nullable Value value, Call call) {
        Value resolved = value == null ? null : resolve(value);
        if (resolved instanceof Text text) {
            return text.text();
        }
        throw new TemplateException(
                call.line(),
                call.function() + " needs one value here, not " + (resolved == null ? "none" : resolved.kind()));
    }
}
