package dev.offstage.acceptance;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** What is tested: a local host that the suite starts, or another one that the property {@code offstage.target} names. */
final class Target {
    private static final String NAMED = System.getProperty("offstage.target", "");

    private Target() {}

    static boolean isLocal() {
        return NAMED.isBlank();
    }

    static URI named() {
        return URI.create(NAMED);
    }

    /** Skips the test when there is no process to start and no origin to give to it. */
    static void assumeLocal() {
        Assumptions.assumeTrue(
                isLocal(), "This needs a host process and a stub origin of its own, but offstage.target is " + NAMED);
    }

    /** A file of the project. */
    static Path file(String path) {
        return Path.of("..", "..").resolve(path).toAbsolutePath().normalize();
    }
}
