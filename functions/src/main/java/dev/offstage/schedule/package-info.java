/** When a task is to be done again and again: calendars, time zones and what changes them, and the rules of a firing. Pure. */
@NullMarked
package dev.offstage.schedule;

import org.jspecify.annotations.NullMarked;
