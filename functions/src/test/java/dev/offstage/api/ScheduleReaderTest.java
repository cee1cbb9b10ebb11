package dev.offstage.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.jr.stree.JrsArray;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.engine.TaskType;
import dev.offstage.engine.TaskTypes;
import dev.offstage.json.Json;
import dev.offstage.json.UnreadableJsonException;
import dev.offstage.schedule.Days;
import dev.offstage.schedule.Dst;
import dev.offstage.schedule.FirstRun;
import dev.offstage.schedule.Misfire;
import dev.offstage.schedule.Origin;
import dev.offstage.schedule.Overlap;
import dev.offstage.schedule.Schedule;
import dev.offstage.schedule.ScheduleSpec;
import dev.offstage.schedule.When;
import dev.offstage.task.FollowUp;
import dev.offstage.task.Outcome;
import dev.offstage.task.QueueName;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers may say of a schedule, and what they are told when it cannot be. */
final class ScheduleReaderTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final String NAME = "nightly-report";

    record Echo(String message) {}

    private static final TaskTypes TYPES = new TaskTypes(List.of(TaskType.named("echo", Echo.class)
            .runBy(() -> (args, context) -> Outcome.done("\"" + args.message() + "\""))));
    private static final ScheduleReader READER =
            new ScheduleReader(TYPES, new TaskReader(TYPES, SubmitLimits.from(Map.of())), () -> NOW);

    private static final String ECHO = "\"type\": \"echo\", \"args\": {\"message\": \"m\"}";
    private static final String USUAL = ECHO + ", \"when\": {\"cron\": \"0 9 * * *\"}";

    private static JrsValue tree(String json) {
        try {
            return Json.parse(json);
        } catch (UnreadableJsonException e) {
            throw new AssertionError(json, e);
        }
    }

    private static ScheduleSpec read(String members) {
        return READER.read(NAME, tree("{" + members + "}"), null);
    }

    private static Problem refusal(String members) {
        Problem problem = catchThrowableOfType(Problem.class, () -> read(members));
        assertThat(problem).as(members).isNotNull();
        return problem;
    }

    /** Each error as its pointer and code. */
    private static List<String> errors(Problem problem) {
        List<String> errors = new ArrayList<>();
        ((JrsArray) problem.toJson("r").toTree().path("errors")).elements().forEachRemaining(error -> {
            assertThat(error.path("message").asText()).endsWith(".");
            errors.add(error.path("pointer").asText() + " " + error.path("code").asText());
        });
        return errors;
    }

    @Test
    void whatIsNotSaidIsAsUsual() {
        ScheduleSpec spec = read("\"type\": \"echo\", \"args\": {\"message\": \"m\"}, \"when\": {\"every\": 10}");

        assertThat(spec)
                .isEqualTo(new ScheduleSpec(
                        NAME,
                        "echo",
                        "{\"message\":\"m\"}",
                        new When.Every(Duration.ofSeconds(10)),
                        ZoneId.of("UTC"),
                        null,
                        null,
                        null,
                        Duration.ZERO,
                        Misfire.RUN_ONCE,
                        null,
                        100,
                        Overlap.SKIP,
                        Dst.VIXIE,
                        Days.OR,
                        FirstRun.NEXT,
                        null,
                        null,
                        List.of(),
                        null));
    }

    @Test
    void everythingThatIsSaidIsTaken() {
        ScheduleSpec spec = read("""
                "name": "nightly-report", "type": "echo", "args": {"message": "m"}, "when": {"at": "2026-12-24T18:00:00+01:00"},
                "zone": "Europe/Berlin", "startAt": "2026-12-01T00:00:00+01:00", "endAt": "2027-01-01T00:00:00Z", "maxRuns": 3,
                "jitter": "PT0.5S", "misfire": "run-all", "misfireGrace": "PT1H", "misfireMax": 7, "overlap": "queue-one",
                "dst": "twice", "days": "and", "firstRun": "now", "mustSucceedBy": 900, "queue": "low", "tags": ["a", "b"],
                "onFailure": {"type": "echo", "args": {"message": "$taskId"}}
                """);

        assertThat(spec)
                .isEqualTo(new ScheduleSpec(
                        NAME,
                        "echo",
                        "{\"message\":\"m\"}",
                        new When.At(Instant.parse("2026-12-24T17:00:00Z")),
                        ZoneId.of("Europe/Berlin"),
                        Instant.parse("2026-11-30T23:00:00Z"),
                        Instant.parse("2027-01-01T00:00:00Z"),
                        3,
                        Duration.ofMillis(500),
                        Misfire.RUN_ALL,
                        Duration.ofHours(1),
                        7,
                        Overlap.QUEUE_ONE,
                        Dst.TWICE,
                        Days.AND,
                        FirstRun.NOW,
                        Duration.ofMinutes(15),
                        QueueName.LOW,
                        List.of("a", "b"),
                        new FollowUp("echo", "{\"message\":\"$taskId\"}")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"cron\": \"*/15 * * * *\"}",
                "{\"cron\": \"0 30 2 L * *\"}",
                "{\"cron\": \"@daily\"}",
                "{\"aws\": \"rate(5 minutes)\"}",
                "{\"aws\": \"cron(0 10 ? * MON-FRI *)\"}",
                "{\"every\": 10}",
                "{\"at\": \"2026-12-24T17:00:00.000Z\"}",
                "{\"any\": [{\"cron\": \"0 9 * * 1-5\"}, {\"every\": 3600}]}"
            })
    void whatWasReadCanBeSentBack(String when) {
        ScheduleSpec spec = read(ECHO + ", \"when\": " + when
                + ", \"jitter\": 5, \"tags\": [\"a\"], \"startAt\": \"2026-11-22T00:00:00Z\"");
        Schedule stored = stored(spec, NOW);

        JrsValue json = ScheduleJson.of(stored, NOW, null).toTree();

        assertThat(Json.write(json.path("when"))).isEqualTo(Json.write(tree(when)));
        assertThat(READER.read(NAME, json, stored)).isEqualTo(spec);
    }

    @Test
    void aPauseIsNotSetByTheWay() {
        Schedule running = stored(read(USUAL), null);
        Schedule paused = stored(read(USUAL), NOW);

        assertThat(READER.read(NAME, tree("{" + USUAL + ", \"paused\": true}"), paused))
                .isEqualTo(running.spec());
        assertThat(READER.read(NAME, tree("{" + USUAL + ", \"paused\": null}"), paused))
                .isEqualTo(running.spec());
        assertPauseIsRefused("true", null, "/v1/schedules/{name}/pause.");
        assertPauseIsRefused("true", running, "/v1/schedules/{name}/pause.");
        assertPauseIsRefused("false", paused, "/v1/schedules/{name}/resume.");
        assertPauseIsRefused("\"yes\"", paused, "true or false.");
    }

    private static void assertPauseIsRefused(String said, @Nullable Schedule known, String right) {
        JrsValue body = tree("{" + USUAL + ", \"paused\": " + said + "}");

        Problem problem = catchThrowableOfType(Problem.class, () -> READER.read(NAME, body, known));

        assertThat(problem.errorsAt("")).singleElement().satisfies(error -> {
            assertThat(error.pointer()).isEqualTo("/paused");
            assertThat(error.message()).endsWith(right);
        });
    }

    private static Schedule stored(ScheduleSpec spec, @Nullable Instant pausedAt) {
        return new Schedule(spec, Origin.API, 1, 1, NOW, NOW, pausedAt, NOW, NOW, 0);
    }

    @Test
    void theMembersAreThoseOfTheContract() {
        Schedule stored = new Schedule(read(USUAL), Origin.API, 1, 1, NOW, NOW, null, NOW, NOW, 0);

        assertThat(ScheduleJson.of(stored, null, null).toText())
                .isEqualTo(
                        "{\"name\":\"nightly-report\",\"type\":\"echo\",\"args\":{\"message\":\"m\"},\"when\":{\"cron\":\"0 9 * * *\"},"
                                + "\"zone\":\"UTC\",\"startAt\":null,\"endAt\":null,\"maxRuns\":null,\"jitter\":0,\"misfire\":\"run-once\","
                                + "\"misfireGrace\":null,\"misfireMax\":100,\"overlap\":\"skip\",\"dst\":\"vixie\",\"days\":\"or\","
                                + "\"firstRun\":\"next\",\"mustSucceedBy\":null,\"queue\":null,\"tags\":[],\"onFailure\":null,"
                                + "\"paused\":false,\"origin\":\"api\",\"nextFiring\":null,\"lastFiring\":null}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{} | /when required",
                "null | /when required",
                "5 | /when invalid",
                "\"0 9 * * *\" | /when invalid",
                "{\"crn\": \"0 9 * * *\"} | /when/crn unknown-field, /when required",
                "{\"cron\": \"0 9 * * *\", \"every\": 5} | /when conflict",
                "{\"cron\": 5} | /when/cron invalid",
                "{\"cron\": \"\"} | /when/cron invalid-cron",
                "{\"cron\": \"0 9 * *\"} | /when/cron invalid-cron",
                "{\"cron\": \"61 9 * * *\"} | /when/cron invalid-cron",
                "{\"cron\": \"every day\"} | /when/cron invalid-cron",
                "{\"aws\": \"0 9 * * *\"} | /when/aws invalid-cron",
                "{\"aws\": \"rate(0 minutes)\"} | /when/aws invalid-cron",
                "{\"every\": 0} | /when/every invalid",
                "{\"every\": -5} | /when/every invalid",
                "{\"every\": 1.5} | /when/every invalid",
                "{\"every\": 1e300} | /when/every invalid",
                "{\"every\": \"10s\"} | /when/every invalid",
                "{\"every\": \"P1M\"} | /when/every invalid",
                "{\"at\": \"tomorrow\"} | /when/at invalid",
                "{\"at\": \"2026-12-24\"} | /when/at invalid",
                "{\"at\": 5} | /when/at invalid",
                "{\"at\": \"2026-11-21T12:00:00Z\"} | /when/at in-the-past",
                "{\"any\": []} | /when/any too-few",
                "{\"any\": {}} | /when/any invalid",
                "{\"any\": [5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5]} | /when/any invalid",
                "{\"any\": [5]} | /when/any/0 invalid",
                "{\"any\": [{\"every\": 5}, {}]} | /when/any/1 required",
                "{\"any\": [{\"every\": 5}, {\"every\": 0}, {\"cron\": \"x\"}]} | /when/any/1/every invalid, /when/any/2/cron invalid-cron",
                "{\"any\": [{\"any\": [{\"every\": 5}]}]} | /when/any/0/any unknown-field, /when/any/0 required",
                "{\"any\": [{\"at\": \"2020-01-01T00:00:00Z\"}]} | /when/any never-fires"
            })
    void whenMustSayOneThing(String when, String errors) {
        assertThat(String.join(", ", errors(refusal(ECHO + ", \"when\": " + when))))
                .isEqualTo(errors);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"zone\": \"berlin\" | /zone invalid-zone | perhaps Europe/Berlin",
                "\"zone\": \"new york\" | /zone invalid-zone | perhaps America/New_York",
                "\"zone\": \"EUROPE/BERLIN\" | /zone invalid-zone | perhaps Europe/Berlin",
                "\"zone\": \"+02:00\" | /zone invalid-zone | an offset does not say",
                "\"zone\": \"GMT+2\" | /zone invalid-zone | an offset does not say",
                "\"zone\": \"PST\" | /zone invalid-zone | perhaps America/Los_Angeles",
                "\"zone\": \"\" | /zone invalid-zone | Europe/Berlin or UTC.",
                "\"zone\": 5 | /zone invalid-zone | IANA",
                "\"startAt\": \"soon\" | /startAt invalid | RFC 3339",
                "\"endAt\": 5 | /endAt invalid | RFC 3339",
                "\"endAt\": \"2026-11-21T12:00:00Z\" | /endAt in-the-past | it is 2026-11-21T12:00:00.000Z now",
                "\"startAt\": \"2027-01-01T00:00:00Z\", \"endAt\": \"2027-01-01T00:00:00Z\" | /endAt invalid | later than startAt",
                "\"endAt\": \"2026-11-22T09:00:00Z\" | /endAt never-fires | not before this",
                "\"maxRuns\": 0 | /maxRuns invalid | from 1",
                "\"maxRuns\": 1.5 | /maxRuns invalid | whole number",
                "\"jitter\": -1 | /jitter invalid | from 0 to 1 day",
                "\"jitter\": 86401 | /jitter invalid | from 0 to 1 day",
                "\"jitter\": \"much\" | /jitter invalid | from 0 to 1 day",
                "\"misfire\": \"coalesce\" | /misfire invalid | run-once, run-all or skip",
                "\"misfire\": \"RUN_ONCE\" | /misfire invalid | run-once, run-all or skip",
                "\"misfireGrace\": 0 | /misfireGrace invalid | from 1 second",
                "\"misfireMax\": 0 | /misfireMax invalid | from 1 to 1000",
                "\"overlap\": true | /overlap invalid | skip, allow, queue-one or cancel-previous",
                "\"dst\": \"cron\" | /dst invalid | vixie, skip, twice or aws",
                "\"days\": \"xor\" | /days invalid | or or and",
                "\"firstRun\": \"later\" | /firstRun invalid | next or now",
                "\"mustSucceedBy\": \"2026-12-01T00:00:00Z\" | /mustSucceedBy invalid | ISO 8601 duration",
                "\"queue\": \"middle\" | /queue invalid | high, default or low",
                "\"tags\": [\"a\", 5] | /tags/1 invalid | word",
                "\"onFailure\": {\"type\": \"nothing\"} | /onFailure/type unknown-type | GET /v1/types",
                "\"onFailure\": {\"type\": \"echo\"} | /onFailure/args/message required | missing",
                "\"name\": \"another\" | /name invalid | nightly-report as in the path",
                "\"retries\": 5 | /retries unknown-field | misfireGrace"
            })
    void eachMemberIsRefusedByItsName(String member, String errors, String right) {
        Problem problem = refusal(USUAL + ", " + member);

        assertThat(problem.status()).isEqualTo(422);
        assertThat(String.join(", ", errors(problem))).isEqualTo(errors);
        assertThat(problem.toJson("r").toText()).contains(right);
    }

    @Test
    void anIntervalIsLongerThanItsJitter() {
        String every = ECHO + ", \"when\": {\"every\": 10}, \"jitter\": ";

        assertThat(read(every + "9.5").jitter()).isEqualTo(Duration.ofMillis(9500));
        Problem problem = refusal(every + "10");
        assertThat(errors(problem)).containsExactly("/jitter invalid");
        assertThat(problem.toJson("r").toText()).contains("less than the 10 seconds");
    }

    @Test
    void aStartAfterTheOnlyTimeIsNamed() {
        assertThat(errors(refusal(ECHO
                        + ", \"when\": {\"at\": \"2026-12-24T00:00:00Z\"}, \"startAt\": \"2026-12-25T00:00:00Z\"")))
                .containsExactly("/startAt never-fires");
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        Problem problem = refusal(
                "\"type\": \"nothing\", \"args\": 5, \"when\": {\"every\": 0}, \"zone\": \"x\", \"overlap\": 1, \"nope\": 1");

        assertThat(problem.status()).isEqualTo(422);
        assertThat(errors(problem))
                .containsExactlyInAnyOrder(
                        "/nope unknown-field",
                        "/args invalid",
                        "/when/every invalid",
                        "/zone invalid-zone",
                        "/overlap invalid",
                        "/type unknown-type");
    }

    @Test
    void argumentsAreThoseOfTheType() {
        assertThat(errors(refusal("\"type\": \"echo\", \"when\": {\"every\": 5}")))
                .containsExactly("/args/message required");
        assertThat(errors(refusal(
                        "\"type\": \"echo\", \"args\": {\"message\": \"m\", \"n\": 1}, \"when\": {\"every\": 5}")))
                .containsExactly("/args/n unknown-field");
        assertThat(errors(refusal("\"type\": \"echo\", \"args\": {\"message\": \"" + "x".repeat(64 << 10)
                        + "\"}, \"when\": {\"every\": 5}")))
                .containsExactly("/args too-long");
        assertThat(errors(refusal("\"when\": {\"every\": 5}"))).containsExactly("/type required");
    }

    @Test
    void aTypeThatIsNotThereIsNotFound() {
        Problem problem = refusal("\"type\": \"nothing\", \"when\": {\"every\": 5}");

        assertThat(problem.status()).isEqualTo(404);
        assertThat(errors(problem)).containsExactly("/type unknown-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"preview", "", "A", "a_b", "-a", "a-", "a--b", "a b", "ä"})
    void someNamesCannotBe(String name) {
        Problem problem = catchThrowableOfType(Problem.class, () -> READER.read(name, tree("{" + USUAL + "}"), null));

        assertThat(problem.status()).isEqualTo(422);
        assertThat(errors(problem)).containsExactly("/name invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "1", "preview-2", "nightly-report", "a-1-b"})
    void othersCan(String name) {
        assertThat(READER.read(name, tree("{" + USUAL + "}"), null).name()).isEqualTo(name);
        assertThat(ScheduleName.isName("x".repeat(60))).isTrue();
        assertThat(ScheduleName.isName("x".repeat(61))).isFalse();
    }

    @Test
    void whatIsOverMayStayAsItIs() {
        String past = ECHO + ", \"when\": {\"at\": \"2026-11-21T11:00:00Z\"}";
        ScheduleReader earlier = new ScheduleReader(
                TYPES, new TaskReader(TYPES, SubmitLimits.from(Map.of())), () -> NOW.minusSeconds(7200));
        Schedule known = stored(earlier.read(NAME, tree("{" + past + "}"), null), null);

        ScheduleSpec spec = READER.read(NAME, tree("{" + past + ", \"tags\": [\"done\"]}"), known);

        assertThat(spec.tags()).containsExactly("done");
        assertThat(catchThrowableOfType(
                        Problem.class,
                        () -> READER.read(NAME, tree("{" + past + ", \"zone\": \"Asia/Tokyo\"}"), known)))
                .isNotNull();
    }

    private static ScheduleSpec draft(String members) {
        Fields outer = new Fields(tree("{\"schedule\": {" + members + "}}"), Set.of("schedule"));
        return READER.draft(outer, "schedule");
    }

    @Test
    void aDraftNeedsNoNameAndNoTypeAndMayBeOver() {
        ScheduleSpec spec = draft("\"when\": {\"at\": \"2020-01-01T00:00:00Z\"}, \"args\": {\"anything\": 1}");

        assertThat(spec.when()).isEqualTo(new When.At(Instant.parse("2020-01-01T00:00:00Z")));
    }

    @Test
    void whatIsWrongWithADraftIsFoundInIt() {
        assertThat(errors(catchThrowableOfType(
                        Problem.class,
                        () -> draft(
                                "\"name\": \"No\", \"type\": \"echo\", \"when\": {\"cron\": \"x\"}, \"zone\": \"x\""))))
                .containsExactlyInAnyOrder(
                        "/schedule/name invalid",
                        "/schedule/args/message required",
                        "/schedule/when/cron invalid-cron",
                        "/schedule/zone invalid-zone");
        assertThat(catchThrowableOfType(Problem.class, () -> draft("\"type\": \"nothing\", \"when\": {\"every\": 5}"))
                        .status())
                .isEqualTo(404);
    }
}
