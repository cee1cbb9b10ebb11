package dev.offstage.jobs;

import dev.offstage.engine.Registration;
import dev.offstage.engine.TaskTypes;
import dev.offstage.jobs.books.Books;
import dev.offstage.jobs.demo.Demo;
import dev.offstage.jobs.health.Health;
import dev.offstage.jobs.mail.Mails;
import dev.offstage.jobs.notify.Notices;
import dev.offstage.report.ReportMaker;
import dev.offstage.schedule.ScheduleSpec;
import dev.offstage.scheduler.TaskSchedule;
import java.util.ArrayList;
import java.util.List;

/** All that this deployment does: a line for each type of task, and a line for each schedule. */
public final class Jobs {
    private Jobs() {}

    /** The types that reports single out. */
    public static ReportMaker.Named inReports() {
        return new ReportMaker.Named(Books.TASKS, Mails.TASKS);
    }

    /** All the types of tasks that it knows. */
    public static TaskTypes types(JobResources resources) {
        List<Registration<?>> types = new ArrayList<>();
        types.add(Books.parseBook(resources));
        types.add(Mails.sendEmail(resources));
        types.addAll(Notices.types(resources));
        types.addAll(Health.types(resources));
        types.addAll(Demo.types(resources));
        return new TaskTypes(types);
    }

    /** The schedules that stand in its code. */
    public static List<ScheduleSpec> schedules() {
        List<TaskSchedule<?>> schedules = new ArrayList<>();
        schedules.addAll(Health.schedules());
        return schedules.stream().<ScheduleSpec>map(TaskSchedule::spec).toList();
    }
}
