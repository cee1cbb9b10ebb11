package dev.offstage.api;

import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.engine.TaskType;
import dev.offstage.engine.TaskTypes;
import dev.offstage.json.Json;
import dev.offstage.schedule.Days;
import dev.offstage.schedule.Dst;
import dev.offstage.schedule.FirstRun;
import dev.offstage.schedule.Misfire;
import dev.offstage.schedule.Overlap;
import dev.offstage.schedule.Schedule;
import dev.offstage.schedule.ScheduleSpec;
import dev.offstage.schedule.When;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads and checks what callers say of a schedule; {@link ScheduleJson} writes it. */
final class ScheduleReader {
    /** What an answer has and nobody can set here is passed over, so that a schedule that was read can be sent back changed. */
    private static final Set<String> KNOWN = Set.of(
            "name",
            "type",
            "args",
            "when",
            "zone",
            "startAt",
            "endAt",
            "maxRuns",
            "jitter",
            "misfire",
            "misfireGrace",
            "misfireMax",
            "overlap",
            "dst",
            "days",
            "firstRun",
            "mustSucceedBy",
            "queue",
            "tags",
            "onFailure",
            "paused",
            "origin",
            "nextFiring",
            "lastFiring");

    /** A schedule is written again whenever it fires, so its arguments are no place for bulk. */
    private static final int MOST_ARGS_BYTES = 64 << 10;

    private static final int MOST_RUNS = 1_000_000_000;
    private static final int MOST_CAUGHT_UP = 1000;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONGEST_JITTER = Duration.ofDays(1);

    /** The ledger keeps firings a little longer than that. */
    private static final Duration LONGEST_PATIENCE = Duration.ofDays(60);

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    /** Stands in where what was said is refused. */
    private static final When NEVER = new When.At(LATEST);

    private static final String TYPE = "the name of a type of task; GET /v1/types lists them";

    private final TaskTypes types;
    private final TaskReader tasks;
    private final InstantSource clock;

    ScheduleReader(TaskTypes types, TaskReader tasks, InstantSource clock) {
        this.types = types;
        this.tasks = tasks;
        this.clock = clock;
    }

    /**
     * The schedule that a body asks for. Throws the problem that says all that is wrong with it.
     *
     * @param name where it is to be saved
     * @param known what is saved there, whose times may be over; null for nothing
     */
    ScheduleSpec read(String name, JrsValue body, @Nullable Schedule known) {
        Fields fields = new Fields(body, KNOWN);
        checkPause(fields, known != null && known.isPaused());
        if (!ScheduleName.isName(name)) {
            fields.refuse("name", "invalid", "The name in the path must be " + ScheduleName.RULE + ".");
        }
        Optional<String> said = fields.text(
                "name",
                text -> Optional.of(text).filter(name::equals),
                "left out, or " + Excerpt.of(name) + " as in the path");
        Optional<String> type = fields.required("type", Optional::of, TYPE);
        return whole(said.orElse(name), type, fields, spec -> {
            if (known == null || !hasTimesOf(spec, known.spec())) {
                new FutureCheck(fields, spec).ofNew(clock.instant());
            }
        });
    }

    /**
     * One that is to be looked at and not saved, from the member {@code member}: it may leave out name and type, and its times may be
     * over. Throws as {@link #read} does.
     */
    ScheduleSpec draft(Fields outer, String member) {
        if (outer.value(member).isEmpty()) {
            outer.refuse(
                    member,
                    "required",
                    "This is missing; it must be a schedule as PUT takes it, name and type optional.");
        }
        Optional<Fields> schedule = outer.fields(member, KNOWN);
        if (schedule.isEmpty()) {
            outer.check();
        }
        Fields fields = schedule.orElseThrow();
        Optional<String> name =
                fields.text("name", text -> Optional.of(text).filter(ScheduleName::isName), ScheduleName.RULE);
        Optional<String> type = fields.text("type", Optional::of, TYPE);
        return whole(name.orElse(""), type, fields, spec -> new FutureCheck(fields, spec).ofAny());
    }

    /** Passed over, it would leave a schedule running of which its owner believes that it stands still. */
    private static void checkPause(Fields fields, boolean paused) {
        if (fields.truth("paused").orElse(paused) != paused) {
            fields.refuse(
                    "paused",
                    "invalid",
                    "A PUT neither pauses nor resumes. Leave this out and use POST /v1/schedules/{name}/"
                            + (paused ? "resume" : "pause") + ".");
        }
    }

    private static boolean hasTimesOf(ScheduleSpec spec, ScheduleSpec known) {
        return spec.when().equals(known.when())
                && spec.zone().equals(known.zone())
                && Objects.equals(spec.startAt(), known.startAt())
                && Objects.equals(spec.endAt(), known.endAt());
    }

    private ScheduleSpec whole(String name, Optional<String> type, Fields fields, Consumer<ScheduleSpec> check) {
        String args = args(type.flatMap(types::find), fields);
        Days days = word(fields, "days", Days.class, Days::wireName).orElse(Days.OR);
        Optional<When> when = new WhenReader(days).read(fields);
        ScheduleSpec spec = spec(name, type.orElse(""), args, when.orElse(NEVER), days, fields);
        if (when.isPresent()) {
            check.accept(spec);
        }
        if (type.isPresent() && types.find(type.get()).isEmpty()) {
            Problem unknown = Problem.unknownType(type.get(), fields.at("type"));
            if (fields.errors() == 0) {
                throw unknown;
            }
            unknown.errorsAt("").forEach(fields::refuse);
        }
        fields.check();
        return spec;
    }

    private String args(Optional<TaskType<?>> type, Fields fields) {
        JrsValue args = (type.isPresent()
                        ? fields.value("args")
                        : fields.object("args").map(JrsValue.class::cast))
                .orElseGet(() -> Json.object().toTree());
        type.ifPresent(known -> tasks.check(known, args, "args", fields));
        String text = Json.write(args);
        if (text.getBytes(StandardCharsets.UTF_8).length > MOST_ARGS_BYTES) {
            fields.refuse("args", "too-long", "These must be arguments of at most " + MOST_ARGS_BYTES + " bytes.");
        }
        return text;
    }

    private ScheduleSpec spec(String name, String type, String args, When when, Days days, Fields fields) {
        ZoneId zone = ZoneReader.read(fields);
        Instant startAt = fields.time("startAt", LATEST).orElse(null);
        return new ScheduleSpec(
                name,
                type,
                args,
                when,
                zone,
                startAt,
                endAt(fields, startAt),
                fields.integer("maxRuns", 1, MOST_RUNS).orElse(null),
                jitter(fields, when),
                word(fields, "misfire", Misfire.class, Misfire::wireName).orElse(Misfire.RUN_ONCE),
                patience(fields, "misfireGrace"),
                fields.integer("misfireMax", 1, MOST_CAUGHT_UP).orElse(ScheduleSpec.USUAL_MISFIRE_MAX),
                word(fields, "overlap", Overlap.class, Overlap::wireName).orElse(Overlap.SKIP),
                word(fields, "dst", Dst.class, Dst::wireName).orElse(Dst.VIXIE),
                days,
                word(fields, "firstRun", FirstRun.class, FirstRun::wireName).orElse(FirstRun.NEXT),
                patience(fields, "mustSucceedBy"),
                Options.queue(fields).orElse(null),
                Options.tags(fields),
                tasks.followUp(fields).orElse(null));
    }

    private static @Nullable Instant endAt(Fields fields, @Nullable Instant startAt) {
        Instant endAt = fields.time("endAt", LATEST).orElse(null);
        if (endAt != null && startAt != null && !endAt.isAfter(startAt)) {
            fields.refuse(
                    "endAt", "invalid", "This must be later than startAt, which is " + Times.write(startAt) + ".");
            return null;
        }
        return endAt;
    }

    /** A firing starts before the next one is due, where all have the same distance. */
    private static Duration jitter(Fields fields, When when) {
        Optional<Duration> distance = distance(when).filter(known -> known.compareTo(LONGEST_JITTER) <= 0);
        String rule = "a number of seconds or an ISO 8601 duration such as PT30S, from 0 to "
                + distance.map(known -> "less than the " + Times.inSeconds(known) + " seconds between two firings")
                        .orElse("1 day");
        return fields.duration(
                        "jitter",
                        jitter -> !jitter.isNegative()
                                && jitter.compareTo(LONGEST_JITTER) <= 0
                                && distance.filter(known -> jitter.compareTo(known) >= 0)
                                        .isEmpty(),
                        rule)
                .orElse(Duration.ZERO);
    }

    private static Optional<Duration> distance(When when) {
        return switch (when) {
            case When.Every every -> Optional.of(every.interval());
            case When.AwsRate rate -> Optional.of(rate.interval());
            case When.Cron ignored -> Optional.empty();
            case When.AwsCron ignored -> Optional.empty();
            case When.At ignored -> Optional.empty();
            case When.Any ignored -> Optional.empty();
        };
    }

    private static @Nullable Duration patience(Fields fields, String name) {
        return fields.duration(
                        name,
                        time -> time.compareTo(SECOND) >= 0 && time.compareTo(LONGEST_PATIENCE) <= 0,
                        "a number of seconds or an ISO 8601 duration such as PT15M, from 1 second to 60 days")
                .orElse(null);
    }

    private static <E extends Enum<E>> Optional<E> word(
            Fields fields, String name, Class<E> type, Function<E, String> word) {
        return fields.text(name, text -> Words.of(text, type, word), Words.rule(type, word));
    }
}
