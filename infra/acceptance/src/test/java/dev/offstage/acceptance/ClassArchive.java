package dev.offstage.acceptance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The classes that a start of the local host loads, archived by one host for all others of the suite: with it a start is two thirds of the
 * work. See "Dynamic CDS archive" in the manual page of {@code java}.
 */
final class ClassArchive {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path FILE = Path.of("target", "local-host.jsa").toAbsolutePath();

    /** By the first use of this class, so once. */
    private static final List<String> OPTIONS = make();

    private ClassArchive() {}

    /** What to start a virtual machine with. */
    static List<String> options() {
        return OPTIONS;
    }

    private static List<String> make() {
        List<String> options = List.of(
                "run",
                "--port",
                "0",
                "--data",
                FILE.resolveSibling("local-host-jsa").toString(),
                "--template",
                Target.file("template.yaml").toString());
        try (Host host = Host.start(List.of("-XX:ArchiveClassesAtExit=" + FILE), options)) {
            host.awaitReady();
            host.terminate();
            int ignored = host.exitCode(PATIENCE);
        }
        // A JDK that comes without an archive of its own classes makes none.
        return Files.isRegularFile(FILE) ? List.of("-XX:SharedArchiveFile=" + FILE) : List.of();
    }
}
