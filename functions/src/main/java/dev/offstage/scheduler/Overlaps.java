package dev.offstage.scheduler;

/**
 * Which task of a schedule is at work and which one waits for its end. Schedules whose tasks may overlap have no such item. Every
 * implementation passes {@code OverlapsContract}.
 */
public interface Overlaps {
    /** The slots of that schedule, empty ones when nobody ever took them. A consistent read. */
    Slots find(String schedule);

    /** Stores {@code next} if the slots still are {@code seen}; says whether it did, also to who asks again. */
    boolean replace(Slots seen, Slots next);
}
