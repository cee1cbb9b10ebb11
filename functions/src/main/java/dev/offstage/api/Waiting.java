package dev.offstage.api;

import java.time.Duration;

/** Lets time pass inside a request. */
@FunctionalInterface
interface Waiting {
    /** Real time. */
    Waiting REAL = Thread::sleep;

    void pass(Duration time) throws InterruptedException;
}
