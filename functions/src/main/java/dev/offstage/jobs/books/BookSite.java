package dev.offstage.jobs.books;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The one origin that is asked, and which targets of redirects belong to it. For the real site these are https and http
 * with or without {@code www.}, on the usual ports; all of them are asked as the origin, so that no hop is ever in clear
 * and one robots.txt and one pace serve. For another site the origin must match exactly.
 */
record BookSite(URI origin) {
    private static final Set<String> NAMES = Set.of("www.goodreads.com", "goodreads.com");
    private static final Pattern SIGN_IN =
            Pattern.compile("(/[a-z]{2}(-[A-Za-z]{2,4})?)?/(user/sign_in|ap/signin)([/?.].*)?");
    private static final Pattern UNSAFE = Pattern.compile("[^\\x21-\\x7e]|[\"<>^`{|}]|%(?![0-9A-Fa-f]{2})");
    private static final int LONGEST = 2_000;

    /** Where a redirect leads. */
    sealed interface Target {}

    /** Inside the site. */
    record Inside(URI url) implements Target {}

    /** To where this fetch does not go. */
    record Closed(BookFailure failure, String detail) implements Target {}

    /** The port that a URL of {@code scheme} means when it names none. */
    static int portOf(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    URI page(String bookId) {
        return URI.create(origin + "/book/show/" + bookId);
    }

    URI robots() {
        return URI.create(origin + "/robots.txt");
    }

    /** The name under which the site's pace is kept. */
    String host() {
        return origin.getRawAuthority();
    }

    /** The address that {@code text} writes; empty when it is none of this site's. */
    Optional<URI> own(String text) {
        return follow(robots(), text) instanceof Inside inside ? Optional.of(inside.url()) : Optional.empty();
    }

    /** Where {@code location}, said by the answer of {@code from}, leads. A target that cannot be read is refused. */
    Target follow(URI from, String location) {
        if (location.length() > LONGEST) {
            return refused(from, location);
        }
        try {
            String text = escaped(location.strip());
            // Java's resolve, after an older RFC, would drop the last segment of the path here.
            URI target = from.resolve(new URI(text.startsWith("?") ? from.getRawPath() + text : text))
                    .normalize();
            if (target.getHost() == null || target.getRawUserInfo() != null || !belongs(target)) {
                return refused(from, location);
            }
            String path = target.getRawPath().isEmpty() ? "/" : target.getRawPath();
            String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
            URI url = new URI(origin + path + query);
            return SIGN_IN.matcher(path).matches()
                    ? new Closed(
                            BookFailure.BLOCKED,
                            from + " sends to the sign-in page " + Excerpt.of(url.toString()) + ".")
                    : new Inside(url);
        } catch (URISyntaxException e) {
            return refused(from, location);
        }
    }

    private boolean belongs(URI target) {
        String scheme = target.getScheme().toLowerCase(Locale.ROOT);
        String host = target.getHost().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            return false;
        }
        boolean usualPort = target.getPort() == -1 || target.getPort() == portOf(scheme);
        if (origin.equals(BookSettings.SITE)) {
            return usualPort && NAMES.contains(host);
        }
        boolean samePort = origin.getPort() == -1 ? usualPort : target.getPort() == origin.getPort();
        return samePort && scheme.equals(origin.getScheme()) && host.equals(origin.getHost());
    }

    private Closed refused(URI from, String location) {
        return new Closed(
                BookFailure.REFUSED_ADDRESS,
                from + " redirects to \"" + Excerpt.of(location) + "\"; only " + origin + " is asked.");
    }

    /** Escapes what addresses may not hold but sites send: blanks, letters beyond ASCII. */
    private static String escaped(String location) {
        return UNSAFE.matcher(location)
                .replaceAll(found -> found.group().charAt(0) == '%' ? "%25" : percent(found.group()));
    }

    private static String percent(String text) {
        return "%" + HexFormat.ofDelimiter("%").withUpperCase().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
