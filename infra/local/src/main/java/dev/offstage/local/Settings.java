package dev.offstage.local;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param data null keeps nothing
 */
record Settings(
        int port,
        Path template,
        @Nullable Path data,
        boolean demo,
        Map<String, String> parameters,
        Map<String, String> environment) {}
