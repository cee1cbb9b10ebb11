package dev.offstage.aws;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The version of this build. */
final class Version {
    private Version() {}

    /** As the build wrote it into {@code version.txt}. */
    static String text() {
        try (InputStream in = Version.class.getResourceAsStream("/dev/offstage/version.txt")) {
            if (in == null) {
                throw new IllegalStateException("The build left out dev/offstage/version.txt.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
