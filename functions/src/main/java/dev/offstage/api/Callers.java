package dev.offstage.api;

import dev.offstage.access.Caller;

/** Finds out who calls. */
@FunctionalInterface
interface Callers {
    /** The caller. Throws the problem that tells how to prove who one is. */
    Caller identify(Request request);

    /** Whether {@code caller} is still who it was, by a look that no memory shortens. */
    default boolean confirms(Caller caller) {
        return true;
    }
}
