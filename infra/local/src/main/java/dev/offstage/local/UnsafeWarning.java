package dev.offstage.local;

import java.lang.reflect.Field;

/**
 * Takes back the warning that JDK 24 and later print when a library (here Pekko) uses {@code sun.misc.Unsafe}: it goes
 * past every logger. The switch for it exists on the command line only, which {@code java -jar} does not let us set.
 */
final class UnsafeWarning {
    private UnsafeWarning() {}

    static void silence() {
        try {
            Field warned = Class.forName("sun.misc.Unsafe").getDeclaredField("memoryAccessWarned");
            warned.setAccessible(true);
            warned.setBoolean(null, true);
        } catch (ReflectiveOperationException | RuntimeException ignored) {
            // Another JDK may name it otherwise; then the warning is printed, which harms nothing else.
        }
    }
}
