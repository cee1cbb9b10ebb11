package dev.offstage.acceptance;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * What is tested: a local host that the suite starts, or another one that the property {@code offstage.target} names. The
 * properties {@code offstage.sqs} and {@code offstage.dynamodb} give hosts that the suite starts another emulator's queues
 * and tables.
 */
final class Target {
    private static final String NAMED = System.getProperty("offstage.target", "");

    private static final String SQS = System.getProperty("offstage.sqs", "");
    private static final String DYNAMODB = System.getProperty("offstage.dynamodb", "");

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

    /** The options by which a host takes queues and tables of another emulator; none when it has its own. */
    static List<String> otherStores(String stackName) {
        return hasOwnStores()
                ? List.of()
                : List.of("--sqs-endpoint", SQS, "--dynamodb-endpoint", DYNAMODB, "--stack-name", stackName);
    }

    static boolean hasOwnStores() {
        return SQS.isBlank() && DYNAMODB.isBlank();
    }

    /** Skips the test when it is about what the local host does with queues and tables of its own. */
    static void assumeOwnStores(String why) {
        assumeLocal();
        Assumptions.assumeTrue(
                hasOwnStores(), why + ", but offstage.sqs is " + SQS + " and offstage.dynamodb is " + DYNAMODB);
    }

    /** A file of the project. */
    static Path file(String path) {
        return Path.of("..", "..").resolve(path).toAbsolutePath().normalize();
    }
}
