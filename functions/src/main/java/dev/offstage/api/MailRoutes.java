package dev.offstage.api;

import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.access.Caller;
import dev.offstage.engine.Accepted;
import dev.offstage.engine.Duplicate;
import dev.offstage.engine.Gone;
import dev.offstage.engine.Submitted;
import dev.offstage.jobs.mail.Mail;
import dev.offstage.jobs.mail.MailAddress;
import dev.offstage.jobs.mail.Mails;
import dev.offstage.jobs.mail.Registered;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Mails in the background, under the names that the tutorials of other systems gave them. */
final class MailRoutes {
    /** What a deployed API answers to a question for mails; the local host puts its list in place of it. */
    static final Route NO_LIST = (request, caller) -> {
        throw Problem.notFound(
                "Mails are listed by the local host alone, which keeps those that it does not send; SES keeps none.");
    };

    private static final int MOST_BYTES = 256 << 10;
    private static final Duration USUAL_WAIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofDays(3660);
    private static final String NAME_RULE = "a text of 1 to 100 characters on one line";
    private static final String SCHEDULE_RULE =
            "a number of seconds from 0 on or an ISO 8601 duration such as PT10S, of at most ten years";

    private final Mails mails;
    private final Submissions submissions;
    private final SubmitLimits limits;
    private final InstantSource clock;

    MailRoutes(Mails mails, Submissions submissions, SubmitLimits limits, InstantSource clock) {
        this.mails = mails;
        this.submissions = submissions;
        this.limits = limits;
        this.clock = clock;
    }

    Answer email(Request request, Caller caller) {
        JrsValue said = said(request);
        Fields fields = new Fields(said, Set.of("to", "subject", "body"));
        Optional<MailAddress> to = fields.required("to", MailAddress::read, MailAddress.RULE);
        Optional<String> subject = fields.required("subject", Mail::subject, Mail.SUBJECT_RULE);
        Optional<String> body = fields.required("body", Mail::text, Mail.TEXT_RULE);
        fields.check();
        Mail mail = new Mail(to.orElseThrow().text(), subject.orElseThrow(), body.orElseThrow(), null);
        TaskRecord task = accepted(request, caller, said, Mails.sending(mail, null, caller.owner()));
        return answer("Email sent in the background", task.id());
    }

    Answer register(Request request, Caller caller) {
        JrsValue said = said(request);
        Fields fields = new Fields(said, Set.of("name", "email"));
        Optional<String> name = fields.required("name", MailRoutes::name, NAME_RULE);
        Optional<MailAddress> email = fields.required("email", MailAddress::read, MailAddress.RULE);
        fields.check();
        List<String> only = List.of(Submissions.ONLY);
        // The welcome has an id of its own, which the ledger notes: what is noted was done to its end, and is not done
        // again.
        Map<String, Submitted> answers = submissions.all(
                request,
                caller,
                said,
                only,
                only,
                (turn, names) ->
                        Map.of(Submissions.ONLY, registered(request, caller, email.orElseThrow(), name.orElseThrow())));
        TaskId welcome = welcome(Objects.requireNonNull(answers.get(Submissions.ONLY)));
        return answer("User " + name.orElseThrow() + " registered successfully.", welcome);
    }

    private Submitted registered(Request request, Caller caller, MailAddress email, String name) {
        Registered user = mails.register(email, name, caller.owner());
        request.countAccepted(user.repeated() ? 0 : 1);
        return user.task() == null ? new Gone(user.welcome(), false) : new Accepted(user.task(), user.repeated());
    }

    /** A user stays registered when nothing is kept of the welcome. */
    private static TaskId welcome(Submitted answer) {
        return switch (answer) {
            case Accepted accepted -> accepted.task().id();
            case Gone gone -> gone.first();
            case Duplicate duplicate -> throw new IllegalArgumentException("No user is rejected: " + duplicate);
        };
    }

    private static Optional<String> name(String text) {
        return Mail.subject(text).filter(name -> name.codePointCount(0, name.length()) <= 100);
    }

    Answer contact(Request request, Caller caller) {
        JrsValue said = said(request);
        Fields fields = new Fields(said, Set.of("recipient", "message"));
        Optional<MailAddress> recipient = fields.required("recipient", MailAddress::read, MailAddress.RULE);
        Optional<String> message = fields.required("message", Mail::text, Mail.TEXT_RULE);
        fields.check();
        TaskSpec spec = Mails.contacting(recipient.orElseThrow(), message.orElseThrow(), caller.owner());
        return answer(
                "Message sent in the background",
                accepted(request, caller, said, spec).id());
    }

    Answer remind(Request request, Caller caller) {
        JrsValue said = said(request);
        Fields fields = new Fields(said, Set.of("recipient", "message", "schedule"));
        Optional<MailAddress> recipient = fields.required("recipient", MailAddress::read, MailAddress.RULE);
        Optional<String> message = fields.required("message", Mail::text, Mail.TEXT_RULE);
        Duration wait =
                fields.duration("schedule", MailRoutes::isWait, SCHEDULE_RULE).orElse(USUAL_WAIT);
        fields.check();
        Instant now = clock.instant();
        TaskSpec spec = Mails.reminding(recipient.orElseThrow(), message.orElseThrow(), now.plus(wait), caller.owner());
        TaskRecord task = accepted(request, caller, said, spec);
        Instant at = task.spec().notBefore();
        JsonObject body = Json.object().put("id", task.id().toString()).put("notBefore", Times.write(at));
        return Answer.accepted("/v1/tasks/" + task.id(), body)
                .with("retry-after", String.valueOf(secondsUntilSent(at, now)));
    }

    private static boolean isWait(Duration wait) {
        return !wait.isNegative() && wait.compareTo(LONGEST_WAIT) <= 0;
    }

    /** A little later than the mail is due. */
    private static long secondsUntilSent(@Nullable Instant at, Instant now) {
        return at == null || at.isBefore(now) ? 2 : Duration.between(now, at).toSeconds() + 2;
    }

    /** The body; a form says what the object of its fields says. */
    private static JrsValue said(Request request) {
        Body body = request.body(MOST_BYTES);
        return body.isForm() ? FormObject.of(body.form(), Set.of("schedule")) : body.jsonBesideForm();
    }

    private TaskRecord accepted(Request request, Caller caller, JrsValue said, TaskSpec spec) {
        // The rules count characters, of which each may have several bytes.
        limits.refuseTooLarge(spec.args());
        return submissions.one(request, caller, said, new Asked(spec, null)).task();
    }

    private static Answer answer(String message, TaskId id) {
        return Answer.accepted(
                "/v1/tasks/" + id, Json.object().put("message", message).put("id", id.toString()));
    }
}
