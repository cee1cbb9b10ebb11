package dev.offstage.engine;

/**
 * One call of a function, as those who work in it tell of it.
 *
 * @param log knows which invocation its lines are of
 */
public record Invocation(EventLog log, Tally tally) {}
