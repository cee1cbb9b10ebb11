package dev.offstage.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Where a browser may be sent after it signed in: a path of this very host. */
final class LocalPath {
    static final String FALLBACK = "/";

    private static final Pattern FORM = Pattern.compile("/[!-~&&[^\\\\]]{0,2000}");

    private LocalPath() {}

    /** The path, if it cannot lead elsewhere; else the root. Browsers read {@code //host} and {@code /\host} as another host. */
    static String of(String text) {
        return FORM.matcher(text).matches() && !text.contains("//") ? text : FALLBACK;
    }

    /** The page for signing in that leads back to where {@code request} wanted to go. */
    static String signInFor(Request request) {
        String query = request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery();
        return "/signin?next=" + URLEncoder.encode(of(request.path() + query), StandardCharsets.UTF_8);
    }
}
