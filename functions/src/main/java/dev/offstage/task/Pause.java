package dev.offstage.task;

import java.util.Locale;
import java.util.Optional;

/** That tasks of a queue or of a type are not to start for now. */
public record Pause(Kind kind, String name) {

    /** What is paused. */
    public enum Kind {
        QUEUE,
        TYPE
    }

    public static Pause of(QueueName queue) {
        return new Pause(Kind.QUEUE, queue.wireName());
    }

    public static Pause ofType(String type) {
        return new Pause(Kind.TYPE, type);
    }

    boolean holds(TaskSpec spec) {
        return switch (kind) {
            case QUEUE -> spec.queue().wireName().equals(name);
            case TYPE -> spec.type().equals(name);
        };
    }

    /** As records name it, such as {@code queue:low}. */
    public String text() {
        return kind.name().toLowerCase(Locale.ROOT) + ":" + name;
    }

    /** The pause that {@code text} names; empty when none. */
    public static Optional<Pause> parse(String text) {
        for (Kind kind : Kind.values()) {
            String prefix = kind.name().toLowerCase(Locale.ROOT) + ":";
            if (text.startsWith(prefix)) {
                return Optional.of(new Pause(kind, text.substring(prefix.length())));
            }
        }
        return Optional.empty();
    }
}
