/**
 * Reads cron expressions as they are written, with the library cron-utils. The library takes a field's text apart; what that means,
 * and when it fires, is decided in {@code schedule}, which never needs the library.
 */
@NullMarked
package dev.offstage.cron;

import org.jspecify.annotations.NullMarked;
