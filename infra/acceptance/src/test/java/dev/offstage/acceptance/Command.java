package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command of the jar that ran to its end.
 *
 * @param out its standard output
 * @param errors its standard error
 */
record Command(int exitCode, String out, String errors) {
    private static final int PATIENCE_SECONDS = 60;

    /** Runs the jar with {@code options}, with no AWS account to reach. */
    static Command run(List<String> options) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar"));
        command.add(Target.file("infra/local/target/offstage-local.jar").toString());
        command.addAll(options);
        try {
            Path folder = Files.createDirectories(Path.of("target", "commands").toAbsolutePath());
            Path out = Files.createTempFile(folder, "command", ".out");
            Path errors = Files.createTempFile(folder, "command", ".err");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(errors.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
            builder.environment().putAll(noAccount(folder));
            return ended(builder.start(), out, errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> noAccount(Path folder) {
        String none = folder.resolve("none").toString();
        return Map.of(
                "AWS_CONFIG_FILE", none, "AWS_SHARED_CREDENTIALS_FILE", none, "AWS_EC2_METADATA_DISABLED", "true");
    }

    private static Command ended(Process process, Path out, Path errors) throws IOException {
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("the command is over")
                    .isTrue();
            return new Command(process.exitValue(), Files.readString(out), Files.readString(errors));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
    }
}
