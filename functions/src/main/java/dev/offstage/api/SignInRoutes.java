package dev.offstage.api;

import dev.offstage.access.Caller;
import dev.offstage.access.Doorkeeper;
import dev.offstage.access.NewSession;
import dev.offstage.access.Token;
import dev.offstage.access.Verdict;
import dev.offstage.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A browser's way in and out: a token is changed for the cookie of a session. */
final class SignInRoutes {
    /** What a deployment that has no sessions answers. */
    static final Route NONE = (request, caller) -> {
        throw Problem.notFound(
                "This deployment takes no tokens for signing in: callers prove who they are as its parameter "
                        + "Access says. Only with Access token there are sessions for browsers.");
    };

    private static final int MOST_BYTES = 16 << 10;
    private static final String WRONG = "This is no token that is valid: it is malformed, unknown, expired or revoked.";

    private final Doorkeeper doorkeeper;

    SignInRoutes(Doorkeeper doorkeeper) {
        this.doorkeeper = doorkeeper;
    }

    Answer page(Request request, Caller caller) {
        return SignInPage.fresh(LocalPath.of(request.query("next").orElse(LocalPath.FALLBACK)));
    }

    /** A session for whoever sends a token, as a form or as JSON. */
    Answer signIn(Request request, Caller caller) {
        if (SameOrigin.isDenied(request)) {
            throw Problem.forbidden(
                    "Signing in must begin on a page of this site: Origin or Sec-Fetch-Site says another one.");
        }
        Body body = request.body(MOST_BYTES);
        return body.isForm() ? byForm(body.form(), request) : byJson(body, request);
    }

    private Answer byForm(Map<String, String> form, Request request) {
        String next = LocalPath.of(form.getOrDefault("next", LocalPath.FALLBACK));
        try {
            Token token = checked(form.getOrDefault("token", "").strip(), request);
            return Answer.seeOther(next).withCookie(Cookies.setting(begin(token, request)));
        } catch (Problem problem) {
            return problem.headersTo(SignInPage.again(problem.status(), String.valueOf(problem.getMessage()), next));
        }
    }

    private Answer byJson(Body body, Request request) {
        Fields fields = new Fields(body.json(), Set.of("token"));
        Optional<String> text = fields.required("token", Optional::of, "the whole text of a token");
        fields.check();
        Token token = checked(text.orElseThrow(), request);
        NewSession session = begin(token, request);
        return Answer.of(
                        200,
                        Json.object()
                                .put("name", token.name())
                                .put("role", token.role().wireName())
                                .put("lastsSeconds", session.lasting().toSeconds()))
                .withCookie(Cookies.setting(session));
    }

    /** One session a browser: an earlier one ends. */
    private NewSession begin(Token token, Request request) {
        Cookies.sessions(request).forEach(doorkeeper::end);
        request.log()
                .note(
                        "A browser signed in.",
                        Json.object().put("by", Caller.of(token).name()));
        return doorkeeper.begin(token);
    }

    private Token checked(String text, Request request) {
        return switch (doorkeeper.check(text, request.sourceIp())) {
            case Verdict.Passed passed -> passed.token();
            case Verdict.Limited limited -> throw Problem.tooManyFailures(limited.pause());
            case Verdict.Refused ignored -> throw Problem.unauthorized(WRONG, Challenge.INVALID);
        };
    }

    /** Ends every session that the browser names, here and there. */
    Answer signOut(Request request, Caller caller) {
        List<String> sessions = Cookies.sessions(request);
        if (SameOrigin.isDenied(request) || (!sessions.isEmpty() && !SameOrigin.isSaid(request))) {
            throw Problem.forbidden(
                    "Signing out must begin on a page of this site: its Origin or Sec-Fetch-Site must say so.");
        }
        for (String session : sessions) {
            doorkeeper
                    .tokenOf(session)
                    .ifPresent(token -> request.log()
                            .note(
                                    "A browser signed out.",
                                    Json.object().put("by", Caller.of(token).name())));
            doorkeeper.end(session);
        }
        boolean isBrowser = request.header("accept").orElse("").contains("text/html");
        return (isBrowser ? Answer.seeOther("/signin") : Answer.done()).withCookie(Cookies.removing());
    }
}
