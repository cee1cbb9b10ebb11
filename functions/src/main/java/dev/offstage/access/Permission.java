package dev.offstage.access;

/** What a route can demand of its caller. */
public enum Permission {
    /** To create tasks. */
    SUBMIT,
    /** To read tasks that the caller itself submitted, and what is no task of anyone. */
    READ_OWN,
    /** To read everything. */
    READ,
    /** To change tasks, queues and schedules of anyone. */
    OPERATE,
    /** To delete for good and to make tokens. */
    ADMINISTER
}
