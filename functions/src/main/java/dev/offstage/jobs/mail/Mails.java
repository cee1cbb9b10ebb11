package dev.offstage.jobs.mail;

import dev.offstage.engine.Enqueuer;
import dev.offstage.engine.Registration;
import dev.offstage.engine.TaskStore;
import dev.offstage.engine.TaskType;
import dev.offstage.jobs.JobResources;
import dev.offstage.task.Backoff;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/** Mails, now or later, and users who are welcomed by one. */
public final class Mails {
    /**
     * One call of SES gives up after 10 s. Of what makes it fail, a rate that was exceeded is a matter of seconds, a fault of SES one of
     * minutes, a day's quota one of hours.
     */
    private static final TaskType<Mail> TYPE = TaskType.named("send-email", Mail.class)
            .within(Duration.ofSeconds(20))
            .retrying(12)
            .waiting(new Backoff.Exponential(Duration.ofSeconds(2), 2, Duration.ofMinutes(10), true));

    /** The type of the tasks that send a mail. */
    public static final String TASKS = TYPE.name();

    private final Enqueuer enqueuer;
    private final TaskStore tasks;
    private final UserStore users;
    private final InstantSource clock;
    private final RandomGenerator random;

    public Mails(JobResources resources, Enqueuer enqueuer, TaskStore tasks) {
        this.enqueuer = enqueuer;
        this.tasks = tasks;
        this.users = new DynamoUserStore(resources.dynamo(), resources.table());
        this.clock = resources.clock();
        this.random = resources.random();
    }

    /** The tasks that send a mail. */
    public static Registration<?> sendEmail(JobResources resources) {
        return TYPE.runBy(() -> new SendEmail(mailer(resources)));
    }

    private static @Nullable Mailer mailer(JobResources resources) {
        MailAddress from = MailSettings.from(resources.settings()).from();
        SesV2Client ses = resources.ses();
        return from == null || ses == null ? null : new SesMailer(ses, from);
    }

    /**
     * The task that sends {@code mail}.
     *
     * @param notBefore null for at once
     * @param owner the mark of the caller; null for none
     */
    public static TaskSpec sending(Mail mail, @Nullable Instant notBefore, @Nullable String owner) {
        return TYPE.spec(mail).draft().notBefore(notBefore).owner(owner).make();
    }

    /** The task that sends what somebody else wants {@code to} to know. */
    public static TaskSpec contacting(MailAddress to, String message, @Nullable String owner) {
        return sending(Letters.contact(to, message), null, owner);
    }

    /** The task that sends a reminder at its time. */
    public static TaskSpec reminding(MailAddress to, String message, Instant at, @Nullable String owner) {
        return sending(Letters.reminder(to, message), at, owner);
    }

    /**
     * Registers a user and welcomes them by mail, once for an address, however often it registers. A user who registers again
     * under another name has it from then on. May be repeated at will.
     */
    public Registered register(MailAddress address, String name, @Nullable String owner) {
        User user = users.createOrFind(new User(address, name, TaskId.next(clock.instant(), random), false));
        if (!user.name().equals(name)) {
            users.rename(address, name);
        }
        if (user.welcomed()) {
            return new Registered(user.welcome(), tasks.find(user.welcome()).orElse(null), true);
        }
        // Also when the user was there: the request that stored them may have died before this.
        TaskRecord task = enqueuer.submitDerived(
                user.welcome(), TYPE.spec(Letters.welcome(address, user.name())).ownedBy(owner));
        users.noteWelcome(address);
        return new Registered(user.welcome(), task, false);
    }
}
