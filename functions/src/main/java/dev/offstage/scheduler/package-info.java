/** Turns schedules into tasks: places firings, decides each when its task is claimed, and keeps the ledger of them. */
@NullMarked
package dev.offstage.scheduler;

import org.jspecify.annotations.NullMarked;
