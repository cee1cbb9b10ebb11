package dev.offstage.api;

import com.fasterxml.jackson.jr.stree.JrsArray;
import com.fasterxml.jackson.jr.stree.JrsBoolean;
import com.fasterxml.jackson.jr.stree.JrsNull;
import com.fasterxml.jackson.jr.stree.JrsNumber;
import com.fasterxml.jackson.jr.stree.JrsObject;
import com.fasterxml.jackson.jr.stree.JrsString;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.args.DurationText;
import dev.offstage.args.TimeText;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The members of a JSON object that was sent. Collects all that is wrong, so that one answer names everything. */
final class Fields {
    /** More errors than these are not told: an answer has a size. */
    private static final int MOST_ERRORS = 100;

    private final JrsObject object;
    private final String pointer;
    private final List<Problem.FieldError> errors;

    /** @param known the only names that the object may have */
    Fields(JrsValue body, Set<String> known) {
        this(whole(body, known), "", new ArrayList<>());
        refuseUnknown(known);
    }

    private Fields(JrsObject object, String pointer, List<Problem.FieldError> errors) {
        this.object = object;
        this.pointer = pointer;
        this.errors = errors;
    }

    private static JrsObject whole(JrsValue body, Set<String> known) {
        if (body instanceof JrsObject members) {
            return members;
        }
        throw Problem.unreadable(
                known.isEmpty()
                        ? "No body is taken here; send none, or {}."
                        : "The body must be a JSON object with the members " + names(known) + ".");
    }

    /** The members of one of several objects in a body; {@code pointer} says which. */
    static Fields inside(JrsValue value, String pointer, Set<String> known) {
        if (!(value instanceof JrsObject members)) {
            String message = "This must be a JSON object with the members " + names(known) + ".";
            throw Problem.validation(message, List.of(new Problem.FieldError(pointer, "wrong-type", message)));
        }
        Fields fields = new Fields(members, pointer, new ArrayList<>());
        fields.refuseUnknown(known);
        return fields;
    }

    /** The members of the object that is the member {@code name}, whose errors count as errors here; empty when absent or refused. */
    Optional<Fields> fields(String name, Set<String> known) {
        return object(name, "a JSON object with the members " + names(known)).map(members -> {
            Fields fields = new Fields(members, at(name), errors);
            fields.refuseUnknown(known);
            return fields;
        });
    }

    /** The members of the object that is one of the elements of {@code name}, whose errors count as errors here; empty when refused. */
    Optional<Fields> fields(String name, int index, JrsValue element, Set<String> known) {
        String at = at(name) + "/" + index;
        if (!(element instanceof JrsObject members)) {
            refuse(new Problem.FieldError(
                    at, "invalid", "This must be a JSON object with the members " + names(known) + "."));
            return Optional.empty();
        }
        Fields fields = new Fields(members, at, errors);
        fields.refuseUnknown(known);
        return Optional.of(fields);
    }

    private void refuseUnknown(Set<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                refuse(name, "unknown-field", unknown(known));
            }
        });
    }

    private static String unknown(Set<String> known) {
        return known.isEmpty()
                ? "There is no such field; no body is taken here."
                : "There is no such field; known are " + names(known) + ".";
    }

    private static String names(Set<String> known) {
        return String.join(", ", known.stream().sorted().toList());
    }

    /** The text member, as {@code read} understands it; empty when it is refused. */
    <T> Optional<T> required(String name, Function<String, Optional<T>> read, String rule) {
        if (isAbsent(name)) {
            refuse(name, "required", "This is missing; it must be " + rule + ".");
            return Optional.empty();
        }
        Optional<T> value = object.get(name) instanceof JrsString text ? read.apply(text.getValue()) : Optional.empty();
        return value.isPresent() ? value : refused(name, rule);
    }

    /** The member that must be an object; empty when absent or refused. */
    Optional<JrsObject> object(String name) {
        return object(name, "a JSON object");
    }

    private Optional<JrsObject> object(String name, String rule) {
        if (isAbsent(name)) {
            return Optional.empty();
        }
        return object.get(name) instanceof JrsObject value ? Optional.of(value) : refused(name, rule);
    }

    /** Whether the member is this very text. */
    boolean says(String name, String text) {
        return object.get(name) instanceof JrsString said && said.getValue().equals(text);
    }

    /** The member as a number of seconds or an ISO 8601 duration; empty when absent or refused. */
    Optional<Duration> duration(String name, Function<Duration, Boolean> fits, String rule) {
        if (isAbsent(name)) {
            return Optional.empty();
        }
        Optional<Duration> value = duration(object.get(name)).filter(fits::apply);
        return value.isPresent() ? value : refused(name, rule, DurationText.hint(textOf(object.get(name))));
    }

    /** One of the elements of {@code name} as such a duration; empty when refused. */
    Optional<Duration> element(
            String name, int index, JrsValue element, Function<Duration, Boolean> fits, String rule) {
        Optional<Duration> value = duration(element).filter(fits::apply);
        if (value.isEmpty()) {
            String message = "This must be " + rule + "." + DurationText.hint(textOf(element));
            refuse(new Problem.FieldError(at(name) + "/" + index, "invalid", message));
        }
        return value;
    }

    private static Optional<Duration> duration(JrsValue value) {
        if (value instanceof JrsNumber number) {
            // Larger ones, infinity included, become the longest time that a long has.
            return Optional.of(Duration.ofMillis(Math.round(number.getValue().doubleValue() * 1000)));
        }
        return value instanceof JrsString text ? DurationText.read(text.getValue()) : Optional.empty();
    }

    private static String textOf(JrsValue value) {
        return value instanceof JrsString text ? text.getValue() : "";
    }

    /** The text member, as {@code read} understands it; empty when absent or refused. */
    <T> Optional<T> text(String name, Function<String, Optional<T>> read, String rule) {
        return isAbsent(name) ? Optional.empty() : required(name, read, rule);
    }

    /** The whole number; empty when absent or refused. */
    Optional<Integer> integer(String name, int least, int most) {
        String rule = "a whole number from " + least + " to " + most;
        return number(name, least, most, rule)
                .filter(value -> value.stripTrailingZeros().scale() <= 0
                        || refused(name, rule).isPresent())
                .map(BigDecimal::intValue);
    }

    /** Whether the member is this very number. */
    boolean isNumber(String name, long number) {
        return object.get(name) instanceof JrsNumber said && decimal(said).compareTo(BigDecimal.valueOf(number)) == 0;
    }

    private static BigDecimal decimal(JrsNumber number) {
        return new BigDecimal(number.getValue().toString());
    }

    /** The number; empty when absent or refused. */
    Optional<BigDecimal> number(String name, long least, long most, String rule) {
        if (isAbsent(name)) {
            return Optional.empty();
        }
        Optional<BigDecimal> value = object.get(name) instanceof JrsNumber number
                ? Optional.of(decimal(number))
                        .filter(found -> found.compareTo(BigDecimal.valueOf(least)) >= 0
                                && found.compareTo(BigDecimal.valueOf(most)) <= 0)
                : Optional.empty();
        return value.isPresent() ? value : refused(name, rule);
    }

    /**
     * The RFC 3339 time, which may not be after {@code latest}; empty when absent or refused. As precise as the clock: a part of a
     * millisecond makes it the next.
     */
    Optional<Instant> time(String name, Instant latest) {
        if (isAbsent(name)) {
            return Optional.empty();
        }
        String text = textOf(object.get(name));
        Optional<Instant> value = Times.read(text, Instant.MIN, latest);
        String rule = "an RFC 3339 time with its offset, such as 2026-12-24T18:00:00+01:00, and not after ";
        return value.isPresent() ? value : refused(name, rule + Times.write(latest), TimeText.hint(text));
    }

    /** The elements of the member that must be an array of at most {@code most}; none when absent or refused. */
    List<JrsValue> list(String name, int most, String rule) {
        if (isAbsent(name)) {
            return List.of();
        }
        if (!(object.get(name) instanceof JrsArray array) || array.size() > most) {
            return this.<List<JrsValue>>refused(name, rule).orElse(List.of());
        }
        List<JrsValue> elements = new ArrayList<>();
        array.elements().forEachRemaining(elements::add);
        return elements;
    }

    /** The member as it is; empty when absent. */
    Optional<JrsValue> value(String name) {
        return isAbsent(name) ? Optional.empty() : Optional.of(object.get(name));
    }

    private <T> Optional<T> refused(String name, String rule) {
        return refused(name, rule, "");
    }

    private <T> Optional<T> refused(String name, String rule, String hint) {
        refuse(name, "invalid", "This must be " + rule + "." + hint);
        return Optional.empty();
    }

    /** The truth value; false when absent or refused. */
    boolean flag(String name) {
        return truth(name).orElse(false);
    }

    /** The truth value; empty when absent or refused. */
    Optional<Boolean> truth(String name) {
        if (isAbsent(name)) {
            return Optional.empty();
        }
        return object.get(name) instanceof JrsBoolean flag
                ? Optional.of(flag.booleanValue())
                : refused(name, "true or false");
    }

    private boolean isAbsent(String name) {
        JrsValue value = object.get(name);
        return value == null || value instanceof JrsNull;
    }

    /** Notes that the member is wrong. */
    void refuse(String name, String code, String message) {
        refuse(new Problem.FieldError(at(name), code, message));
    }

    /** Notes that the object is wrong as a whole. */
    void refuseAll(String code, String message) {
        refuse(new Problem.FieldError(pointer, code, message));
    }

    /** Notes something else that is wrong. */
    void refuse(Problem.FieldError error) {
        if (errors.size() < MOST_ERRORS) {
            errors.add(error);
        }
    }

    /** The JSON pointer of the member, in the body as a whole. */
    String at(String name) {
        return pointer + "/" + Excerpt.ofName(name).replace("~", "~0").replace("/", "~1");
    }

    /** How many things are known to be wrong so far, here and wherever errors count as errors here. */
    int errors() {
        return errors.size();
    }

    /** Throws when anything was wrong. */
    void check() {
        if (!errors.isEmpty()) {
            throw Problem.validation("The body can be read, but not all of it is right.", errors);
        }
    }
}
