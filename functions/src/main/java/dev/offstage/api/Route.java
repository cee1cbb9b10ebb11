package dev.offstage.api;

/** What answers one of the template's routes. */
@FunctionalInterface
interface Route {
    Answer answer(Request request);
}
