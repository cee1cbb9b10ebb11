package dev.offstage.engine;

/** What became of a task that was asked for. */
public sealed interface Submitted permits Accepted, Duplicate, Gone {}
