package dev.offstage.jobs.books;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the book site is asked.
 *
 * @param origin scheme, host and perhaps port of the site; nothing else is ever asked
 * @param pace the least time from one request to the next, over all workers; zero lifts it
 * @param fresh how long a parsed book counts as new
 * @param blockedPause how long a task rests after the site refused it
 * @param contact where the site's owner can complain, for the User-Agent; empty when nobody said it
 */
record BookSettings(URI origin, Duration pace, Duration fresh, Duration blockedPause, String contact) {
    /** The site that is asked when {@code BOOKS_ORIGIN} names no other. */
    static final URI SITE = URI.create("https://www.goodreads.com");

    private static final Pattern CONTACT = Pattern.compile("[\\x20-\\x7e&&[^()\\\\]]{0,200}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,7}(\\.\\d{1,6})?");

    /**
     * The settings that {@code environment} names; a variable that is absent or empty has its default.
     *
     * @throws IllegalArgumentException with a sentence that names the variable and says what would be right
     */
    static BookSettings from(Map<String, String> environment) {
        return new BookSettings(
                origin(environment.getOrDefault("BOOKS_ORIGIN", "")),
                amount(environment, "BOOKS_PACE_SECONDS", "2", Duration.ofSeconds(1)),
                amount(environment, "BOOKS_FRESH_HOURS", "24", Duration.ofHours(1)),
                amount(environment, "BOOKS_BLOCKED_SECONDS", "600", Duration.ofSeconds(1)),
                contact(environment.getOrDefault("BOOKS_CONTACT", "")));
    }

    /** Whether the operator put another site in place of the real one. */
    boolean anotherSite() {
        return !origin.equals(SITE);
    }

    /** What the site's owner reads of this program: product, version and contact. */
    String userAgent(String version) {
        return "Offstage/" + version + " (" + (contact.isEmpty() ? "no contact given" : "+" + contact) + ")";
    }

    private static URI origin(String text) {
        if (text.isBlank()) {
            return SITE;
        }
        try {
            URI uri = new URI(text.strip());
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (bare(uri) && (scheme.equals("http") || scheme.equals("https"))) {
                int port = uri.getPort() == BookSite.portOf(scheme) ? -1 : uri.getPort();
                return new URI(scheme, null, uri.getHost().toLowerCase(Locale.ROOT), port, null, null, null);
            }
        } catch (URISyntaxException e) {
            throw unfitOrigin(text, e);
        }
        throw unfitOrigin(text, null);
    }

    private static boolean bare(URI uri) {
        return uri.getHost() != null
                && uri.getUserInfo() == null
                && uri.getPort() <= 65_535
                && uri.getPort() != 0
                && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
    }

    private static IllegalArgumentException unfitOrigin(String text, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "BOOKS_ORIGIN is \"" + text + "\"; it must be a scheme, a host and perhaps a port, such as "
                        + "http://127.0.0.1:8080.",
                cause);
    }

    private static Duration amount(Map<String, String> environment, String name, String byDefault, Duration unit) {
        String given = environment.getOrDefault(name, "").strip();
        String text = given.isEmpty() ? byDefault : given;
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    name + " is \"" + text + "\"; it must be a number from 0 to 9999999, such as " + byDefault + ".");
        }
        BigDecimal milliseconds = new BigDecimal(text).multiply(BigDecimal.valueOf(unit.toMillis()));
        return Duration.ofMillis(milliseconds.longValue());
    }

    private static String contact(String text) {
        if (!CONTACT.matcher(text.strip()).matches()) {
            throw new IllegalArgumentException(
                    "BOOKS_CONTACT is no contact that fits a header; it must be an address of at most 200 plain "
                            + "characters without parentheses, such as mailto:books@example.org.");
        }
        return text.strip();
    }
}
