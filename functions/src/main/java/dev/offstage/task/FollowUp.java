package dev.offstage.task;

/**
 * The task to enqueue when another one failed.
 *
 * @param args JSON text, in which a text that is {@code "$taskId"} stands for the id of the one that failed
 */
public record FollowUp(String type, String args) {}
