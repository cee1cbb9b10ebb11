package dev.offstage.args;

import com.fasterxml.jackson.jr.stree.JrsObject;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.Json;
import dev.offstage.json.UnreadableJsonException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the arguments of a type of task are read, checked, written and described: by the components of the record {@code A}.
 *
 * <p>A component may be a {@code String}, {@code int}, {@code long}, {@code double}, {@code boolean} (or their boxes), {@code BigDecimal},
 * {@code Instant}, {@code Duration}, {@code LocalDate}, {@code URI}, an enum, a {@code List} or a {@code Map<String, …>} of these, another
 * record that does not contain itself, or JSON as it is ({@code JrsValue}). It is required unless it is {@code @Nullable}; absent and null
 * mean the same. {@link Text}, {@link Size} and {@link Range} set bounds, and what they cannot say, the record's constructor refuses by an
 * {@link InvalidArgumentException} or any {@link IllegalArgumentException}.
 *
 * <p>Safe for use by many threads.
 */
public final class Args<A extends Record> {
    /** More errors than these are not told. */
    static final int MOST_ERRORS = 100;

    private final Class<A> type;
    private volatile @Nullable RecordShape shape;

    private Args(Class<A> type) {
        this.type = type;
    }

    /** The arguments that {@code type} describes. Looks at nothing yet: what it cannot use shows at the first use. */
    public static <A extends Record> Args<A> of(Class<A> type) {
        return new Args<>(type);
    }

    /** Reads arguments that came as a tree. Throws for no input. */
    public Reading<A> read(JrsValue json) {
        Spot spot = Spot.root();
        Object args = shape().read(json, spot);
        return args == null ? new Reading.Refused<>(spot.errors()) : new Reading.Fits<>(type.cast(args));
    }

    /** Reads arguments that came as JSON text. Throws for no input. */
    public Reading<A> read(String json) {
        try {
            return read(Json.parse(json));
        } catch (UnreadableJsonException e) {
            return new Reading.Refused<>(List.of(new ArgsError("", "invalid", "This is no JSON: " + e.getMessage())));
        }
    }

    /**
     * The JSON object that {@link #read} makes {@code args} of; members that are null are left out.
     *
     * @throws IllegalArgumentException when a value breaks the bounds of its component, so that it would not be accepted
     */
    public JrsObject write(A args) {
        JrsObject json = shape().write(args);
        if (read(json) instanceof Reading.Refused<A> refused) {
            throw new IllegalArgumentException(
                    "These are no arguments of " + type.getSimpleName() + ". " + refused.summary());
        }
        return json;
    }

    /** The same as JSON text. */
    public String text(A args) {
        return Json.write(write(args));
    }

    /** The JSON Schema (draft 2020-12) of the arguments. What a record's constructor refuses beyond it, it does not say. */
    public JrsObject schema() {
        return Json.object()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .putAll(shape().schema())
                .toTree();
    }

    /** Whether the record has a component of that name. */
    public boolean has(String component) {
        return Arrays.stream(type.getRecordComponents())
                .anyMatch(known -> known.getName().equals(component));
    }

    /** Two threads at once would derive the same. */
    private RecordShape shape() {
        RecordShape known = shape;
        if (known == null) {
            known = Shapes.ofRecord(type);
            shape = known;
        }
        return known;
    }

    @Override
    public String toString() {
        return "Args of " + type.getName();
    }
}
