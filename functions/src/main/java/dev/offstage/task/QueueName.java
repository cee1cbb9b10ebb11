package dev.offstage.task;

import java.util.Locale;

/** The three queues: each has its own workers, so a backlog in one delays no other. */
public enum QueueName {
    HIGH,
    DEFAULT,
    LOW;

    /** The name in JSON and in records. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static QueueName ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
