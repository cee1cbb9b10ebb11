package dev.offstage.local.template;

import dev.offstage.local.template.Value.Call;
import dev.offstage.local.template.Value.Items;
import java.util.ArrayList;
import java.util.List;

/** The template's rules, which the parameters must keep before anything is made. */
final class Rules {
    private final Resolver resolver;

    /**
     * Rules over the parameters alone.
     *
     * @param resolver one that knows no resource, since CloudFormation checks rules before there is any
     */
    Rules(Resolver resolver) {
        this.resolver = resolver;
    }

    /** Refuses parameters that break a rule of {@code rules}, with the sentences that the template has for it. */
    void check(Section rules) {
        List<String> broken = new ArrayList<>();
        rules.children().forEach((name, rule) -> {
            boolean applies = rule.value("RuleCondition").map(this::holds).orElse(true);
            for (Section assertion : rule.sections("Assertions")) {
                boolean kept = assertion
                        .value("Assert")
                        .map(this::holds)
                        .orElseThrow(() -> assertion.fault("Assert", "is missing"));
                String sentence = assertion.text("AssertDescription").orElse("The parameters break the rule " + name);
                assertion.end();
                if (applies && !kept) {
                    broken.add(sentence);
                }
            }
            rule.end();
        });
        if (!broken.isEmpty()) {
            throw new ParameterException(String.join(" ", broken));
        }
    }

    private boolean holds(Value value) {
        if (!(value instanceof Call call)) {
            throw new TemplateException(value.line(), "a rule must be a function, not " + value.kind());
        }
        return switch (call.function()) {
            case "Fn::Equals" -> {
                List<Value> both = resolver.arguments(call, 2);
                yield resolver.text(both.get(0), call).equals(resolver.text(both.get(1), call));
            }
            case "Fn::Not" -> !holds(resolver.arguments(call, 1).getFirst());
            case "Fn::And" -> Conditions.all(call).stream().allMatch(this::holds);
            case "Fn::Or" -> Conditions.all(call).stream().anyMatch(this::holds);
            case "Fn::Contains" -> contains(call);
            default -> throw new TemplateException(call.line(), call.function() + " is not known in a rule");
        };
    }

    private boolean contains(Call call) {
        List<Value> arguments = resolver.arguments(call, 2);
        if (!(arguments.getFirst() instanceof Items list)) {
            throw new TemplateException(call.line(), "Fn::Contains takes a list and a value");
        }
        String value = resolver.text(arguments.getLast(), call);
        return list.items().stream().anyMatch(item -> resolver.text(item, call).equals(value));
    }
}
