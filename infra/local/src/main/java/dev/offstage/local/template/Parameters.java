package dev.offstage.local.template;

import dev.offstage.local.template.Value.Field;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The values of the template's parameters, checked as CloudFormation checks them. */
final class Parameters {
    /** What the project's template would hide by NoEcho, if "sam deploy --guided" took an empty answer then. */
    private static final Set<String> SECRETS = Set.of("NotifyWebhook", "NotifyWebhookSecret");

    private Parameters() {}

    static Map<String, String> read(Value declared, Map<String, String> given) {
        Map<String, Field> fields = declared instanceof Value.Fields parameters ? parameters.fields() : Map.of();
        for (String name : given.keySet()) {
            if (!fields.containsKey(name)) {
                throw new ParameterException("The template has no parameter " + name + ". It has "
                        + String.join(", ", fields.keySet()) + ".");
            }
        }
        Map<String, String> values = new LinkedHashMap<>();
        fields.forEach((name, field) -> values.put(name, value(name, field, Optional.ofNullable(given.get(name)))));
        return values;
    }

    private static String value(String name, Field field, Optional<String> given) {
        Section section = Section.of("parameter " + name, field.value());
        section.ignore("Description");
        boolean isSecret = SECRETS.contains(name)
                || section.text("NoEcho").filter("true"::equals).isPresent();
        String type = section.oneOf("Type", "String", "String", "Number", "CommaDelimitedList");
        Optional<String> standard = section.text("Default");
        String value = given.or(() -> standard)
                .orElseThrow(() -> new ParameterException(
                        "The parameter " + name + " has no default: give it with --parameter " + name + "=VALUE."));
        Optional<String> fault = fault(section, type, value);
        section.end();
        if (fault.isEmpty()) {
            return value;
        }
        String shown = isSecret ? " " : " is \"" + value + "\"; it ";
        String sentence = "the parameter " + name + shown + fault.get();
        throw given.isPresent()
                ? new ParameterException("T" + sentence.substring(1) + ".")
                : new TemplateException(field.line(), sentence);
    }

    private static Optional<String> fault(Section section, String type, String value) {
        Optional<String> words = section.text("ConstraintDescription");
        Optional<String> fault = type.equals("Number") ? notANumber(value) : Optional.empty();
        fault = fault.or(() -> section.texts("AllowedValues").stream()
                        .reduce((a, b) -> a + ", " + b)
                        .filter(all -> !section.texts("AllowedValues").contains(value))
                        .map(all -> "must be one of " + all))
                .or(() -> section.text("AllowedPattern")
                        .filter(pattern -> !matches(section, pattern, value))
                        .map(pattern -> "must match " + pattern));
        Optional<String> range = fault.isPresent()
                ? fault
                : limit(section, "MinValue", value, -1)
                        .or(() -> limit(section, "MaxValue", value, 1))
                        .or(() -> limit(section, "MinLength", String.valueOf(value.length()), -1))
                        .or(() -> limit(section, "MaxLength", String.valueOf(value.length()), 1));
        section.ignore("AllowedValues", "AllowedPattern", "MinValue", "MaxValue", "MinLength", "MaxLength");
        return range.map(words::orElse);
    }

    private static boolean matches(Section section, String pattern, String value) {
        try {
            return Pattern.compile(pattern).matcher(value).matches();
        } catch (PatternSyntaxException e) {
            throw section.fault("AllowedPattern", "is no pattern: " + e.getDescription());
        }
    }

    private static Optional<String> notANumber(String value) {
        try {
            return new BigDecimal(value).precision() > 0 ? Optional.empty() : Optional.of("must be a number");
        } catch (NumberFormatException e) {
            return Optional.of("must be a number");
        }
    }

    /** {@code side} is the sign that a value beyond the limit has when compared with it. */
    private static Optional<String> limit(Section section, String name, String value, int side) {
        return section.text(name)
                .filter(limit -> new BigDecimal(value).compareTo(new BigDecimal(limit)) * side > 0)
                .map(limit -> "must keep to " + name + " " + limit);
    }
}
