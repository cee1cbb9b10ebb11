package dev.offstage.api;

import dev.offstage.access.Caller;
import dev.offstage.access.Doorkeeper;
import dev.offstage.access.Token;
import dev.offstage.access.Verdict;
import java.util.List;
import java.util.Set;

/** Callers with a token in the header, or with the cookie of a session that a token opened. */
final class TokenCallers implements Callers {
    private static final String BEARER = "bearer ";
    private static final Set<String> SAFE = Set.of("GET", "HEAD");

    private final Doorkeeper doorkeeper;

    TokenCallers(Doorkeeper doorkeeper) {
        this.doorkeeper = doorkeeper;
    }

    @Override
    public Caller identify(Request request) {
        List<String> authorization = request.headers("authorization");
        return authorization.isEmpty() ? bySession(request) : byHeader(request, authorization);
    }

    @Override
    public boolean confirms(Caller caller) {
        return caller.token().filter(doorkeeper::confirms).isPresent();
    }

    private Caller byHeader(Request request, List<String> authorization) {
        String value = authorization.size() == 1 ? authorization.getFirst() : "";
        boolean isBearer = value.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return switch (doorkeeper.check(isBearer ? value.substring(BEARER.length()) : "", request.sourceIp())) {
            case Verdict.Passed passed -> Caller.of(passed.token());
            case Verdict.Limited limited -> throw Problem.tooManyFailures(limited.pause());
            case Verdict.Refused ignored ->
                throw Problem.unauthorized(
                        "The header Authorization holds no token that is valid: it is malformed, unknown, expired or revoked. "
                                + "It must be 'Bearer ' and the whole text of one token.",
                        Challenge.INVALID);
        };
    }

    private Caller bySession(Request request) {
        Token token = Cookies.session(request)
                .flatMap(doorkeeper::tokenOf)
                .orElseThrow(() -> Problem.unauthorized(
                        "This needs a token in the header 'Authorization: Bearer offstage_…'. An administrator makes one with "
                                + "POST /v1/tokens or 'offstage-local tokens create'; a browser signs in at /signin.",
                        Challenge.MISSING));
        if (!SAFE.contains(request.method()) && !SameOrigin.isSaid(request)) {
            throw Problem.forbidden(
                    "A request that changes something and is allowed by a cookie must come from a page of this "
                            + "site: its Origin or Sec-Fetch-Site must say so. Other clients send a token in the header Authorization.");
        }
        return Caller.of(token);
    }
}
