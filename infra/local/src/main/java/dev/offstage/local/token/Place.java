package dev.offstage.local.token;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the tokens are, as the command line says it.
 *
 * @param endpoint a DynamoDB endpoint or a running local host; null is AWS
 * @param table null looks for it
 * @param region null takes the usual one
 */
public record Place(
        @Nullable URI endpoint,
        @Nullable String table,
        @Nullable String region) {
    /** Where a local host listens that was given no port. */
    public static final URI LOCAL_HOST = URI.create("http://127.0.0.1:3000");

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Nothing named means the local host on its usual port; a table alone means AWS. */
    public Place {
        if (endpoint == null && table == null) {
            if (region != null) {
                throw new IllegalArgumentException(
                        "--region says nothing alone: add --table NAME for a table on AWS, or"
                                + " --endpoint URL for another DynamoDB.");
            }
            endpoint = LOCAL_HOST;
        }
    }

    /** Reads {@code --endpoint}. Throws an IllegalArgumentException with a sentence when it is no address. */
    public static URI endpoint(String text) {
        try {
            URI address = URI.create(text);
            String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            boolean bare = address.getRawQuery() == null
                    && address.getRawFragment() == null
                    && address.getRawUserInfo() == null
                    && Set.of("", "/").contains(String.valueOf(address.getRawPath()));
            if (Set.of("http", "https").contains(scheme) && address.getHost() != null && bare) {
                return URI.create(scheme + "://" + address.getRawAuthority());
            }
        } catch (IllegalArgumentException ignored) {
            // Said below, as for any other text that is no address.
        }
        throw new IllegalArgumentException("--endpoint must be an address such as http://127.0.0.1:3000, not: " + text);
    }

    boolean isLoopback() {
        return endpoint != null && LOOPBACK.contains(endpoint.getHost().toLowerCase(Locale.ROOT));
    }

    /** Whether whoever is on the way could read what is sent. */
    boolean isPlain() {
        return endpoint != null && "http".equals(endpoint.getScheme());
    }

    boolean isAws() {
        return endpoint == null
                || (!isPlain()
                        && endpoint.getHost()
                                .toLowerCase(Locale.ROOT)
                                .matches(".*\\.(amazonaws\\.com(\\.cn)?|api\\.aws)"));
    }

    /** The options that name this place again, for a command to be typed. */
    String options() {
        return (endpoint == null || endpoint.equals(LOCAL_HOST) ? "" : " --endpoint " + endpoint)
                + (table == null ? "" : " --table " + table)
                + (region == null ? "" : " --region " + region);
    }

    @Override
    public String toString() {
        return endpoint == null ? "DynamoDB on AWS" : endpoint.toString();
    }
}
