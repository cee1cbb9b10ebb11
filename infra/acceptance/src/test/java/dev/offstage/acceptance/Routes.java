package dev.offstage.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;

/** The routes that the template writes out. */
final class Routes {
    private static final Pattern KEY = Pattern.compile("(?m)^\\s+RouteKey: *(.+?) *$");

    private Routes() {}

    /** Such as {@code GET /v1/tasks/{id}}, in the template's order. */
    static List<String> keys() {
        try {
            String template = Files.readString(Target.file("template.yaml"));
            return KEY.matcher(template)
                    .results()
                    .map(found -> found.group(1).replaceAll("^['\"]|['\"]$", ""))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
