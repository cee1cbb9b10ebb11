package dev.offstage.engine;

/** Something that is to be done every minute, beside what the engine itself does. Two at once, or one done twice, do no harm. */
@FunctionalInterface
public interface TickPart {
    /** Does what is due, as far as a part of a minute goes; the rest is for the next time. */
    void run(Invocation invocation);
}
