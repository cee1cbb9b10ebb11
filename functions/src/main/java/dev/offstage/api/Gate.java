package dev.offstage.api;

import dev.offstage.access.Caller;
import dev.offstage.access.Permission;
import dev.offstage.access.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Lets callers through to what they may ask for. */
final class Gate {
    private final Callers callers;
    private final boolean signsIn;

    /** @param signsIn whether this deployment has sessions for browsers */
    Gate(Callers callers, boolean signsIn) {
        this.callers = callers;
        this.signsIn = signsIn;
    }

    /** The caller, whoever it is, as long as it is someone. */
    Caller admit(Request request) {
        return callers.identify(request);
    }

    /** The caller, if it may call {@code endpoint}. */
    Caller admit(Request request, Endpoint endpoint) {
        Permission needs = endpoint.needs();
        if (needs == null) {
            return Caller.NOBODY;
        }
        Caller caller = admit(request);
        if (!caller.may(needs)) {
            throw Problem.forbidden("This needs " + rolesWith(needs) + "; the caller " + Excerpt.of(caller.name())
                    + " has no such role. An administrator can give one.");
        }
        // A token that was revoked a moment ago must not make itself a successor.
        if (needs == Permission.ADMINISTER && !callers.confirms(caller)) {
            throw Problem.unauthorized("This token was revoked or has expired.", Challenge.INVALID);
        }
        return caller;
    }

    private static String rolesWith(Permission permission) {
        List<String> roles = Arrays.stream(Role.values())
                .filter(role -> role.permissions().contains(permission))
                .map(Role::wireName)
                .toList();
        String last = roles.getLast();
        return roles.size() == 1
                ? "the role " + last
                : "the role " + String.join(", ", roles.subList(0, roles.size() - 1)) + " or " + last;
    }

    /** Where a browser is led that asked for a page and was not let in; empty when {@code problem} is for it to see. */
    Optional<Answer> detour(Request request, Endpoint endpoint, Problem problem) {
        boolean asksForPage = endpoint.isPage()
                && request.method().equals("GET")
                && request.header("accept").orElse("").contains("text/html");
        return signsIn && asksForPage && problem.status() == 401
                ? Optional.of(Answer.seeOther(LocalPath.signInFor(request)))
                : Optional.empty();
    }
}
