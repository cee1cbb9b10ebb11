package dev.offstage.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The classes that this test sees once more, and which of them were loaded. */
final class FreshClasses extends ClassLoader {
    private final Set<String> loaded = ConcurrentHashMap.newKeySet();

    FreshClasses() {
        super("fresh", getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        String file = name.replace('.', '/') + ".class";
        try (InputStream in = FreshClasses.class.getClassLoader().getResourceAsStream(file)) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            loaded.add(name);
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    /** The names of those that were loaded so far. */
    List<String> loaded() {
        return List.copyOf(loaded);
    }
}
