package dev.offstage.api;

import static dev.offstage.access.Permission.ADMINISTER;
import static dev.offstage.access.Permission.OPERATE;
import static dev.offstage.access.Permission.READ;
import static dev.offstage.access.Permission.READ_OWN;
import static dev.offstage.access.Permission.SUBMIT;

import dev.offstage.access.AccessSettings;
import dev.offstage.access.Doorkeeper;
import dev.offstage.aws.Wiring;
import dev.offstage.engine.RequestLedger;
import dev.offstage.engine.TaskTypes;
import dev.offstage.jobs.JobResources;
import dev.offstage.jobs.Jobs;
import dev.offstage.jobs.books.Books;
import dev.offstage.jobs.health.Health;
import dev.offstage.jobs.mail.Mails;
import dev.offstage.scheduler.ScheduleDesk;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All routes, each with what it demands. The template has the same route keys. */
final class Endpoints {
    private final Map<String, Endpoint> byKey = new LinkedHashMap<>();
    private final Wiring wiring;
    private final Clock clock;
    private final TaskTypes types;
    private final Readers readers;
    private final SubmitLimits limits;
    private final TaskReader reader;
    private final TaskFinder finder;
    private final RequestLedger ledger;
    private final IdempotencyKeys keys;
    private final Submissions submissions;

    private Endpoints(Wiring wiring) {
        this.wiring = wiring;
        this.clock = wiring.clock();
        this.types = Jobs.types(wiring.jobResources());
        this.readers = new Readers(wiring.taskGrants(), clock);
        this.limits = SubmitLimits.from(wiring.jobResources().settings());
        this.reader = new TaskReader(types, limits);
        this.finder = new TaskFinder(wiring.store(), wiring.taskSearch(), readers, clock);
        this.ledger = wiring.requestLedger();
        this.keys = new IdempotencyKeys(ledger, clock);
        this.submissions = new Submissions(wiring.enqueuer(), ledger, keys, readers);
    }

    /** @param checks what {@code GET /} asks, by name */
    static Map<String, Endpoint> of(
            Wiring wiring, AccessSettings access, Map<String, List<Runnable>> checks, Doorkeeper doorkeeper) {
        Endpoints all = new Endpoints(wiring);
        all.books();
        all.mails();
        all.submitting();
        all.tasks();
        all.operating();
        all.schedules();
        all.health(access, checks);
        all.reports();
        all.tokens();
        all.signIn(access, doorkeeper);
        return Map.copyOf(all.byKey);
    }

    private void books() {
        Books books = new Books(wiring.jobResources(), wiring.enqueuer(), wiring.store(), wiring.keys());
        BookRoutes routes = new BookRoutes(books, submissions, clock);
        add("POST /parseGoodreadsLinks", Endpoint.needing(SUBMIT, Checked.asking(routes::submit, "refresh")));
        add("GET /getBookInfo", Endpoint.needing(READ_OWN, Checked.asking(routes::find, "url")));
    }

    private void mails() {
        Mails mails = new Mails(wiring.jobResources(), wiring.enqueuer(), wiring.store());
        MailRoutes routes = new MailRoutes(mails, submissions, limits, clock);
        add("POST /email", Endpoint.needing(SUBMIT, Checked.asking(routes::email)));
        add("POST /register", Endpoint.needing(SUBMIT, Checked.asking(routes::register)));
        add("POST /contact", Endpoint.needing(SUBMIT, Checked.asking(routes::contact)));
        add("POST /reminders", Endpoint.needing(SUBMIT, Checked.asking(routes::remind)));
        add("GET /v1/mails", Endpoint.needing(READ, MailRoutes.NO_LIST));
    }

    private void submitting() {
        SubmitRoutes routes = new SubmitRoutes(reader, submissions, clock);
        add("POST /v1/tasks", Endpoint.needing(SUBMIT, Checked.asking(routes::one)));
        add("POST /v1/tasks/batch", Endpoint.needing(SUBMIT, Checked.asking(routes::many)));
        add("GET /v1/types", Endpoint.needing(READ_OWN, new TypesRoute(types, wiring.pauseBoard())::list));
    }

    private void tasks() {
        add("GET /v1/tasks", Endpoint.needing(READ_OWN, new TaskListRoute(wiring.taskSearch(), clock)::get));
        // Of a task that another caller submitted these ask for more.
        add("GET /v1/tasks/{id}", Endpoint.needing(READ_OWN, Checked.asking(new TaskRoutes(finder, clock)::get)));
        ResultRoute results = new ResultRoute(finder, clock, Waiting.REAL);
        add("GET /v1/tasks/{id}/result", Endpoint.needing(READ_OWN, Checked.asking(results::get, "wait")));
        add("GET /v1/tasks/{id}/logs", Endpoint.needing(READ_OWN, new LogsRoute(finder, wiring.taskLogs())::get));
        InterventionRoutes routes = new InterventionRoutes(finder, wiring.interventions(types), ledger, reader, clock);
        add("POST /v1/tasks/{id}/cancel", Endpoint.needing(OPERATE, Checked.bodiless(routes::cancel)));
        add("POST /v1/tasks/{id}/retry", Endpoint.needing(OPERATE, Checked.asking(routes::retry)));
        add("DELETE /v1/tasks/{id}", Endpoint.needing(ADMINISTER, Checked.asking(routes::delete)));
    }

    private void operating() {
        QueueRoutes queues = new QueueRoutes(wiring.queueGauge(), wiring.pauseBoard(), types, clock);
        add("GET /v1/queues", Endpoint.needing(READ, Checked.asking(queues::list)));
        add("POST /v1/queues/{queue}/pause", Endpoint.needing(OPERATE, Checked.bodiless(queues::pauseQueue)));
        add("POST /v1/queues/{queue}/resume", Endpoint.needing(OPERATE, Checked.bodiless(queues::resumeQueue)));
        add("POST /v1/types/{type}/pause", Endpoint.needing(OPERATE, Checked.bodiless(queues::pauseType)));
        add("POST /v1/types/{type}/resume", Endpoint.needing(OPERATE, Checked.bodiless(queues::resumeType)));
        RedriveRoutes redrives = new RedriveRoutes(wiring.redriver(), types, keys, clock, wiring.random());
        add("POST /v1/redrives", Endpoint.needing(OPERATE, Checked.asking(redrives::make)));
        add("GET /v1/redrives/{id}", Endpoint.needing(READ, Checked.asking(redrives::get)));
    }

    private void schedules() {
        ScheduleDesk desk = wiring.scheduleDesk(types);
        ScheduleReader schedules = new ScheduleReader(types, reader, clock);
        ScheduleViews views = new ScheduleViews(desk, clock);
        ScheduleRoutes routes = new ScheduleRoutes(desk, schedules, views);
        add("GET /v1/schedules", Endpoint.needing(READ, routes::list));
        add("GET /v1/schedules/{name}", Endpoint.needing(READ, Checked.asking(routes::get)));
        add("PUT /v1/schedules/{name}", Endpoint.needing(OPERATE, Checked.asking(routes::put)));
        add("DELETE /v1/schedules/{name}", Endpoint.needing(OPERATE, Checked.bodiless(routes::delete)));
        ScheduleControls controls = new ScheduleControls(desk, views, submissions, clock, wiring.random());
        add("POST /v1/schedules/{name}/pause", Endpoint.needing(OPERATE, Checked.bodiless(controls::pause)));
        add("POST /v1/schedules/{name}/resume", Endpoint.needing(OPERATE, Checked.asking(controls::resume)));
        add("POST /v1/schedules/{name}/run", Endpoint.needing(OPERATE, Checked.bodiless(controls::run)));
        PreviewRoutes previews = new PreviewRoutes(new ScheduleFinder(desk), schedules, clock);
        add(
                "GET /v1/schedules/{name}/preview",
                Endpoint.needing(READ, Checked.asking(previews::ofSaved, "count", "from", "dst")));
        add("POST /v1/schedules/preview", Endpoint.needing(READ, Checked.asking(previews::ofNew)));
        FiringRoutes firings = new FiringRoutes(desk, keys, clock);
        add("GET /v1/schedules/{name}/firings", Endpoint.needing(READ, firings::list));
        add("POST /v1/schedules/{name}/backfill", Endpoint.needing(OPERATE, Checked.asking(firings::backfill)));
    }

    private void health(AccessSettings access, Map<String, List<Runnable>> checks) {
        LossRoute loss = new LossRoute(wiring.lossLedger(), clock);
        add("GET /v1/health/loss", Endpoint.needing(READ, Checked.asking(loss::get, "hours")));
        JobResources resources = wiring.jobResources();
        HealthRoute health = new HealthRoute(wiring.version(), checks, () -> Health.lastBeat(resources), clock);
        Route get = Checked.asking(health::get);
        add("GET /", access.openHealth() ? Endpoint.open(get) : Endpoint.needing(READ_OWN, get));
    }

    private void reports() {
        ReportRoute report = new ReportRoute(wiring.reports(), wiring.reportMaker(Jobs.inReports()), clock);
        add("GET /v1/reports/{date}", Endpoint.page(READ, Checked.asking(report::get)));
    }

    private void tokens() {
        TokenRoutes tokens = new TokenRoutes(wiring.tokens(), keys);
        add("GET /v1/tokens", Endpoint.needing(ADMINISTER, tokens::list));
        add("POST /v1/tokens", Endpoint.needing(ADMINISTER, Checked.asking(tokens::create)));
        add("DELETE /v1/tokens/{id}", Endpoint.needing(ADMINISTER, Checked.asking(tokens::revoke)));
    }

    private void signIn(AccessSettings access, Doorkeeper doorkeeper) {
        SignInRoutes routes = new SignInRoutes(doorkeeper);
        boolean hasSessions = access.mode() == AccessSettings.Mode.TOKEN;
        add("GET /signin", Endpoint.open(hasSessions ? Checked.asking(routes::page, "next") : SignInRoutes.NONE));
        add("POST /signin", Endpoint.open(hasSessions ? routes::signIn : SignInRoutes.NONE));
        add("POST /signout", Endpoint.open(hasSessions ? Checked.bodiless(routes::signOut) : SignInRoutes.NONE));
    }

    private void add(String routeKey, Endpoint endpoint) {
        byKey.put(routeKey, endpoint);
    }
}
