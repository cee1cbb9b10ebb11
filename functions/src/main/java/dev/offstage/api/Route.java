package dev.offstage.api;

import dev.offstage.access.Caller;

/** What answers one of the template's routes. */
@FunctionalInterface
interface Route {
    /**
     * Answers the request.
     *
     * @param caller who was found to be allowed to ask; nobody where everyone is
     */
    Answer answer(Request request, Caller caller);
}
