package dev.offstage.local.token;

import dev.offstage.access.Tokens;
import java.time.DateTimeException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a token works, as the command line says it. */
public final class Lifetime {
    /** What a token gets when nothing is said. */
    public static final String USUAL = "P" + Tokens.USUAL_LIFETIME.toDays() + "D";

    private Lifetime() {}

    /** A number of seconds or ISO 8601; null for {@code never}. Throws an IllegalArgumentException with a sentence. */
    public static @Nullable Duration read(String text) {
        if (text.equals("never")) {
            return null;
        }
        Duration lifetime = duration(text);
        if (!Tokens.isLifetime(lifetime)) {
            throw refusal(text);
        }
        return lifetime;
    }

    private static Duration duration(String text) {
        try {
            return text.matches("\\d{1,12}") ? Duration.ofSeconds(Long.parseLong(text)) : Duration.parse(text);
        } catch (DateTimeException | ArithmeticException ignored) {
            throw refusal(text);
        }
    }

    private static IllegalArgumentException refusal(String text) {
        return new IllegalArgumentException(
                "--expires-in must be a number of seconds such as 3600, an ISO 8601 duration"
                        + " of days or less such as P90D or PT12H, " + Tokens.LIFETIME_RULE + ", or never; not: "
                        + text);
    }
}
