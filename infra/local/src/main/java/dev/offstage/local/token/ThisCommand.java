package dev.offstage.local.token;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;

/** How this program is called, so that what it tells people to type can be typed. */
public final class ThisCommand {
    /** The command up to its first argument, for a shell in the folder that this process was started in. */
    public static final String TEXT = text();

    private ThisCommand() {}

    private static String text() {
        CodeSource source = ThisCommand.class.getProtectionDomain().getCodeSource();
        try {
            Path file =
                    source == null ? Path.of("") : Path.of(source.getLocation().toURI());
            return file.toString().endsWith(".jar") ? java() + " -jar " + quoted(shortest(file)) : "offstage-local";
        } catch (URISyntaxException | IllegalArgumentException ignored) {
            return "offstage-local";
        }
    }

    /** The one that runs this: another "java" on the path may be too old. */
    private static String java() {
        return quoted(Path.of(System.getProperty("java.home"), "bin", "java"));
    }

    private static Path shortest(Path file) {
        Path here = Path.of("").toAbsolutePath();
        return file.startsWith(here) ? here.relativize(file) : file;
    }

    private static String quoted(Path file) {
        String path = file.toString();
        return path.matches("[A-Za-z0-9_./:+-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
    }
}
