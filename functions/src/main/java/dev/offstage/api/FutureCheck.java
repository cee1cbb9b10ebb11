package dev.offstage.api;

import dev.offstage.schedule.ScheduleSpec;
import dev.offstage.schedule.When;
import java.time.Duration;
import java.time.Instant;

/** Refuses schedules that would never fire, and says which member keeps them from it. */
final class FutureCheck {
    private static final String PAST = "in-the-past";
    private static final String NEVER = "never-fires";

    /** Before the first time that an expression can name, in any zone. */
    private static final Instant BEGINNING = Instant.EPOCH.minus(Duration.ofDays(1));

    private final Fields fields;
    private final ScheduleSpec spec;

    FutureCheck(Fields fields, ScheduleSpec spec) {
        this.fields = fields;
        this.spec = spec;
    }

    /** Of one that begins now: what is over does not count. */
    void ofNew(Instant now) {
        String rule = "This must be a time in the future; it is " + Times.write(now) + " now.";
        if (spec.when() instanceof When.At at && !at.instant().isAfter(now)) {
            refuseWhen(PAST, rule);
        } else if (spec.endAt() != null && !spec.endAt().isAfter(now)) {
            fields.refuse("endAt", PAST, rule);
        } else {
            check(now);
        }
    }

    /** Of one whose times may be over. */
    void ofAny() {
        check(BEGINNING);
    }

    private void check(Instant after) {
        if (firesAfter(after, spec)) {
            return;
        }
        if (!firesAfter(after, spec.between(null, null))) {
            refuseWhen(NEVER, "There is no such time to come, so the schedule would never fire.");
        } else if (!firesAfter(after, spec.between(spec.startAt(), null))) {
            fields.refuse(
                    "startAt", NEVER, "There is no time of 'when' from then on, so the schedule would never fire.");
        } else {
            fields.refuse(
                    "endAt", NEVER, "The first time of 'when' is not before this, so the schedule would never fire.");
        }
    }

    private static boolean firesAfter(Instant after, ScheduleSpec spec) {
        return spec.calendar().next(after).isPresent();
    }

    private void refuseWhen(String code, String message) {
        String member = switch (spec.when()) {
            case When.Cron ignored -> "cron";
            case When.AwsCron ignored -> "aws";
            case When.AwsRate ignored -> "aws";
            case When.Every ignored -> "every";
            case When.At ignored -> "at";
            case When.Any ignored -> "any";
        };
        fields.refuse(new Problem.FieldError(fields.at("when") + "/" + member, code, message));
    }
}
