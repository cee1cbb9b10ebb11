package dev.offstage.api;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether a browser sent a request from a page of ours. A cookie alone does not tell: other sites' pages make it travel too. */
final class SameOrigin {
    private SameOrigin() {}

    /** Whether the browser says where the request comes from, and that it is from here. */
    static boolean isSaid(Request request) {
        Optional<String> site = request.header("sec-fetch-site");
        return site.map("same-origin"::equals)
                .orElseGet(() -> request.header("origin")
                        .filter(origin -> isOurs(origin, request))
                        .isPresent());
    }

    /** Whether the browser says that the request comes from elsewhere; what is no browser says nothing. */
    static boolean isDenied(Request request) {
        boolean says = request.header("sec-fetch-site")
                .or(() -> request.header("origin"))
                .isPresent();
        return says && !isSaid(request);
    }

    private static boolean isOurs(String origin, Request request) {
        String host = request.host().toLowerCase(Locale.ROOT);
        // API Gateway always says the scheme; the local host does not.
        return request.header("x-forwarded-proto").map(List::of).orElse(List.of("https", "http")).stream()
                .anyMatch(scheme -> origin.toLowerCase(Locale.ROOT).equals(scheme + "://" + withoutPort(host, scheme)));
    }

    /** Browsers leave the usual port out. */
    private static String withoutPort(String host, String scheme) {
        String usual = scheme.equals("https") ? ":443" : ":80";
        return host.endsWith(usual) ? host.substring(0, host.length() - usual.length()) : host;
    }
}
