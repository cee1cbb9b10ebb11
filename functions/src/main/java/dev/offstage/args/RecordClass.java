package dev.offstage.args;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record class, ready to be made and read. */
final class RecordClass {
    private final Constructor<?> constructor;
    private final Map<String, Method> accessors = new LinkedHashMap<>();

    RecordClass(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        try {
            constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " lacks its own constructor.", e);
        }
        // Records of arguments are mostly hidden in their packages.
        constructor.setAccessible(true);
        for (RecordComponent component : components) {
            component.getAccessor().setAccessible(true);
            accessors.put(component.getName(), component.getAccessor());
        }
    }

    /** Throws what the constructor throws. */
    Object make(@Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw unchecked(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(constructor + " cannot be called.", e);
        }
    }

    @Nullable
    Object component(Object value, String name) {
        Method accessor = accessors.get(name);
        if (accessor == null) {
            throw new IllegalStateException(constructor + " has no component " + name);
        }
        try {
            return accessor.invoke(value);
        } catch (InvocationTargetException e) {
            throw unchecked(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(accessor + " cannot be called.", e);
        }
    }

    private static RuntimeException unchecked(@Nullable Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException exception ? exception : new IllegalStateException(thrown);
    }
}
