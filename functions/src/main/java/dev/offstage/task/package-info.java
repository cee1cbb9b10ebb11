/** What a task is: its id, its record, its states and the one pure class that moves it between them. */
@NullMarked
package dev.offstage.task;

import org.jspecify.annotations.NullMarked;
