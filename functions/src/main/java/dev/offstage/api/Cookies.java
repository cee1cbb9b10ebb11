package dev.offstage.api;

import dev.offstage.access.NewSession;
import java.util.List;
import java.util.Optional;

/** The cookie that keeps a browser signed in. */
final class Cookies {
    static final String NAME = "offstage_session";

    private static final String ATTRIBUTES = "; Path=/; HttpOnly; Secure; SameSite=Strict";

    private Cookies() {}

    /** The session's value; empty when there is none, or several of which one may be foisted on the browser. */
    static Optional<String> session(Request request) {
        List<String> values = sessions(request);
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    /** All that calls itself a session. */
    static List<String> sessions(Request request) {
        return request.cookies().stream()
                .filter(cookie -> cookie.startsWith(NAME + "="))
                .map(cookie -> cookie.substring(NAME.length() + 1))
                .toList();
    }

    static String setting(NewSession session) {
        return NAME + "=" + session.cookie() + "; Max-Age=" + session.lasting().toSeconds() + ATTRIBUTES;
    }

    static String removing() {
        return NAME + "=; Max-Age=0" + ATTRIBUTES;
    }
}
