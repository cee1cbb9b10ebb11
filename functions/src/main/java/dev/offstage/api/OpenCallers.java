package dev.offstage.api;

import dev.offstage.access.Caller;
import java.util.Set;

/**
 * Lets everyone in whom the loopback address lets in, except pages of other sites: a browser on this machine would send
 * what such a page makes it send.
 */
final class OpenCallers implements Callers {
    private static final Set<String> SAFE = Set.of("GET", "HEAD");

    @Override
    public Caller identify(Request request) {
        if (!SAFE.contains(request.method()) && SameOrigin.isDenied(request)) {
            throw Problem.forbidden("This comes from a page of another site: Origin or Sec-Fetch-Site says so. "
                    + "Open access is for this machine's own programs and pages.");
        }
        return Caller.trusted("open");
    }
}
