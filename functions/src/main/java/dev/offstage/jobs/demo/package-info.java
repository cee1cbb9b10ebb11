/**
 * Tasks that do nothing of use, but all that a task can do: for trying things out and for the tests over HTTP. Registered only where the
 * setting {@code DEMO_TASKS} is {@code true}.
 */
@NullMarked
package dev.offstage.jobs.demo;

import org.jspecify.annotations.NullMarked;
