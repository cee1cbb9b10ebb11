package dev.offstage.jobs;

import dev.offstage.engine.TaskTypes;
import dev.offstage.jobs.books.Books;
import java.util.List;

/** All the types of tasks that this deployment knows: a line each. */
public final class Jobs {
    private Jobs() {}

    public static TaskTypes types(JobResources resources) {
        return new TaskTypes(List.of(Books.parseBook(resources)));
    }
}
