package dev.offstage.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The project's own template, so that no copy of it can grow old. */
public final class TestTemplate {
    private static final Path FILE = Path.of("../../template.yaml");

    private TestTemplate() {}

    /** As it is deployed. */
    public static String real() throws IOException {
        return Files.readString(FILE);
    }

    /** With {@link EchoFunction} behind the routes and {@link NoticingFunction} behind everything else. */
    static String withTestFunctions() throws IOException {
        return real().replace("dev.offstage.api.ApiFunction", EchoFunction.class.getName())
                .replaceAll("dev\\.offstage\\.(?:worker|scheduled)\\.\\w+Function", NoticingFunction.class.getName());
    }
}
