package dev.offstage.jobs;

import dev.offstage.engine.Registration;
import dev.offstage.engine.TaskTypes;
import dev.offstage.jobs.books.Books;
import dev.offstage.jobs.demo.Demo;
import dev.offstage.jobs.mail.Mails;
import dev.offstage.report.ReportMaker;
import java.util.ArrayList;
import java.util.List;

/** All the types of tasks that this deployment knows: a line each. */
public final class Jobs {
    private Jobs() {}

    /** The types that reports single out. */
    public static ReportMaker.Named inReports() {
        return new ReportMaker.Named(Books.TASKS, Mails.TASKS);
    }

    public static TaskTypes types(JobResources resources) {
        List<Registration<?>> types = new ArrayList<>();
        types.add(Books.parseBook(resources));
        types.add(Mails.sendEmail(resources));
        types.addAll(Demo.types(resources));
        return new TaskTypes(types);
    }
}
