package dev.offstage.local.template;

import dev.offstage.local.template.Value.Call;
import dev.offstage.local.template.Value.Field;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The template's conditions. */
final class Conditions {
    private final Map<String, Field> declared;
    private final Resolver resolver;
    private final Set<String> asking = new HashSet<>();

    Conditions(Map<String, Field> declared, Resolver resolver) {
        this.declared = declared;
        this.resolver = resolver;
    }

    /** Refuses the condition {@code name} when it cannot be computed, whether or not anything asks for it. */
    void check(String name, int line) {
        var unused = holds(name, line);
    }

    boolean holds(String name, int line) {
        Field condition = declared.get(name);
        if (condition == null) {
            throw new TemplateException(line, "there is no condition " + name);
        }
        if (!asking.add(name)) {
            throw new TemplateException(line, "the condition " + name + " depends on itself");
        }
        boolean holds = holds(condition.value());
        asking.remove(name);
        return holds;
    }

    private boolean holds(Value value) {
        if (value instanceof Call call) {
            return holds(call);
        }
        if (value instanceof Value.Fields fields && fields.get("Condition") instanceof Value.Text named) {
            return holds(named.text(), named.line());
        }
        throw new TemplateException(value.line(), "a condition must be a function, not " + value.kind());
    }

    private boolean holds(Call call) {
        return switch (call.function()) {
            case "Fn::Equals" -> {
                List<Value> both = resolver.arguments(call, 2);
                yield resolver.text(both.get(0), call).equals(resolver.text(both.get(1), call));
            }
            case "Fn::Not" -> !holds(resolver.arguments(call, 1).getFirst());
            case "Fn::And" -> all(call).stream().allMatch(this::holds);
            case "Fn::Or" -> all(call).stream().anyMatch(this::holds);
            case "Condition" -> holds(resolver.text(call.argument(), call), call.line());
            default -> throw new TemplateException(call.line(), call.function() + " is not known in a condition");
        };
    }

    /** The conditions that {@code call}, an And or an Or, takes. */
    static List<Value> all(Call call) {
        if (call.argument() instanceof Value.Items items
                && items.items().size() >= 2
                && items.items().size() <= 10) {
            return items.items();
        }
        throw new TemplateException(call.line(), call.function() + " takes a list of two to ten conditions");
    }
}
