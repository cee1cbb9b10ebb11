package dev.offstage.local.http;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells requests of programs from those that a page of another site makes a browser send. Whatever the listener, the
 * name in {@code Host} must be one that nobody else can own: a page whose own name suddenly leads to this machine
 * would else be of the same origin as what listens here.
 *
 * @param names further names that may stand in {@code Host}, in lower case
 * @param programsOnly refuses what a page sends, too; for listeners that ask nobody who they are
 */
public record Porter(Set<String> names, boolean programsOnly) {
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-f:.]+]|[^\\[\\]:]+?)\\.?(?::\\d*)?");
    private static final Pattern ADDRESS = Pattern.compile("\\[.*]|\\d{1,3}(?:\\.\\d{1,3}){3}");
    private static final Set<String> OWN_PAGES = Set.of("same-origin", "none");

    /** For the API, whose functions look at pages themselves. */
    static final Porter OF_API = new Porter(Set.of(), false);

    /** For queues and tables, which serve programs and check no credentials; {@code names} in any case. */
    public static Porter ofStores(Set<String> names) {
        return new Porter(
                names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet()),
                true);
    }

    /**
     * Why a request is not taken; empty when it is.
     *
     * @param headers gives the value of a header, null when it is not there
     */
    public Optional<Refusal> refusal(UnaryOperator<@Nullable String> headers) {
        String host = headers.apply("Host");
        if (!isKnown(host)) {
            return Optional.of(Refusal.misdirected(String.valueOf(host)));
        }
        String site = headers.apply("Sec-Fetch-Site");
        boolean page = headers.apply("Origin") != null || (site != null && !OWN_PAGES.contains(site));
        return programsOnly && page ? Optional.of(Refusal.page()) : Optional.empty();
    }

    private boolean isKnown(@Nullable String host) {
        var named = HOST.matcher(host == null ? "" : host.toLowerCase(Locale.ROOT));
        if (!named.matches()) {
            return false;
        }
        String name = named.group(1);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || ADDRESS.matcher(name).matches()
                || names.contains(name);
    }
}
