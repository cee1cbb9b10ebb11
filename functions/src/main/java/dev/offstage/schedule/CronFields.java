package dev.offstage.schedule;

/** What a cron expression says, read. */
public record CronFields() {}
