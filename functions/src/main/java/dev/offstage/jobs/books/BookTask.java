package dev.offstage.jobs.books;

import dev.offstage.task.TaskRecord;

/**
 * The task that sees to a book.
 *
 * @param fresh whether it parsed the book already, recently enough
 * @param deduplicated whether it was waiting or running before this request
 */
public record BookTask(BookLink link, TaskRecord task, boolean fresh, boolean deduplicated) {}
