package dev.offstage.access;

import java.time.Instant;

/** Who may read a task that another caller submitted. Every implementation passes {@code TaskGrantsContract}. */
public interface TaskGrants {

    /** Lets the caller marked {@code owner} read the task until {@code purgeAt}. */
    void grant(String task, String owner, Instant purgeAt);

    /** Whether it may at {@code now}. */
    boolean isGranted(String task, String owner, Instant now);
}
