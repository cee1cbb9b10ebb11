package dev.offstage.aws;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The tracing header of AWS, {@code Root=1-…;Parent=…;Sampled=0}. */
public final class TraceHeader {
    private static final String ROOT = "Root=";

    private TraceHeader() {}

    /** The id under which X-Ray knows the trace; null when {@code header} is null or has none. */
    public static @Nullable String root(@Nullable String header) {
        return header == null
                ? null
                : Arrays.stream(header.split(";"))
                        .map(String::strip)
                        .filter(part -> part.startsWith(ROOT))
                        .map(part -> part.substring(ROOT.length()))
                        .findFirst()
                        .orElse(null);
    }
}
