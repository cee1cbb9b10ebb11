package dev.offstage.args;

import com.fasterxml.jackson.jr.stree.JrsValue;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the shapes of a record's components. */
final class Shapes {
    /** The records that are being looked at, outermost first. */
    private final Deque<Class<?>> inside = new ArrayDeque<>();

    private Shapes() {}

    /** @throws IllegalArgumentException when a component is of a type that no shape fits; the message names it */
    static RecordShape ofRecord(Class<?> type) {
        return new Shapes().record(type);
    }

    private RecordShape record(Class<?> type) {
        if (inside.contains(type)) {
            throw new IllegalArgumentException(
                    type.getName() + " contains itself; use JrsValue, JSON as it is, for what may nest without end.");
        }
        inside.addLast(type);
        Map<String, Slot> slots = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            slots.put(component.getName(), slot(component.getAnnotatedType(), component));
        }
        inside.removeLast();
        return new RecordShape(new RecordClass(type), slots);
    }

    private Slot slot(AnnotatedType type, RecordComponent where) {
        boolean primitive = type.getType() instanceof Class<?> plain && plain.isPrimitive();
        return new Slot(shape(type, where), !primitive && type.isAnnotationPresent(Nullable.class));
    }

    private Shape shape(AnnotatedType type, RecordComponent where) {
        Type plain = type.getType();
        if (type instanceof AnnotatedParameterizedType parameterized && plain instanceof ParameterizedType whole) {
            AnnotatedType[] parts = parameterized.getAnnotatedActualTypeArguments();
            Count count = Count.of(annotation(type, Size.class));
            if (whole.getRawType() == List.class) {
                return new ListShape(slot(parts[0], where), count);
            }
            if (whole.getRawType() == Map.class && parts[0].getType() == String.class) {
                return new MapShape(TextShape.of(annotation(parts[0], Text.class)), slot(parts[1], where), count);
            }
        }
        Shape shape = plain instanceof Class<?> known ? shape(known, type) : null;
        if (shape == null) {
            throw new IllegalArgumentException(where.getDeclaringRecord().getName() + "." + where.getName()
                    + " is of the type " + plain.getTypeName()
                    + ", which arguments cannot have; see the list in the description of Args.");
        }
        return shape;
    }

    private @Nullable Shape shape(Class<?> type, AnnotatedType annotated) {
        if (type == String.class) {
            return TextShape.of(annotation(annotated, Text.class));
        }
        Range range = annotation(annotated, Range.class);
        if (type == int.class || type == Integer.class) {
            return NumberShape.ofInt(range);
        }
        if (type == long.class || type == Long.class) {
            return NumberShape.ofLong(range);
        }
        if (type == double.class || type == Double.class) {
            return NumberShape.ofDouble(range);
        }
        if (type == BigDecimal.class) {
            return NumberShape.ofDecimal(range);
        }
        return type == Duration.class ? DurationShape.of(range) : unbounded(type);
    }

    private @Nullable Shape unbounded(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return new FlagShape();
        }
        if (type == Instant.class) {
            return Leaves.INSTANT;
        }
        if (type == LocalDate.class) {
            return Leaves.DATE_ALONE;
        }
        if (type == URI.class) {
            return Leaves.LINK;
        }
        if (type.isEnum()) {
            return ChoiceShape.of(type);
        }
        if (type.isRecord()) {
            return record(type);
        }
        return type == JrsValue.class ? new JsonShape() : null;
    }

    private static <T extends Annotation> @Nullable T annotation(AnnotatedType type, Class<T> wanted) {
        return type.getAnnotation(wanted);
    }
}
