package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route with every kind of credential: none is open that should not be, and none is closed to whom it serves. */
@Order(4)
@ExtendWith(HostLog.class)
class AccessRoutesTest {
    private static final Duration MINUTE = Duration.ofSeconds(75);
    private static final String LINKS = "[\"" + Api.link("700") + "\"]";
    private static final List<String> ROLES = List.of("submitter", "reader", "operator", "admin");

    private static final String SUBMIT = "the role submitter, operator or admin";
    private static final String READ = "the role reader, operator or admin";
    private static final String OPERATE = "the role operator or admin";
    private static final String ADMINISTER = "the role admin";
    private static final String NO_TASK = "0199e7a0-0000-7000-8000-000000000000";

    private static final Map<String, String> CREDENTIALS = new HashMap<>();
    private static final Map<String, Api> CALLERS = new HashMap<>();

    private static Stage stage;
    private static String task;

    /**
     * A route, a request that it takes, and what that is answered.
     *
     * @param byRole what submitter, reader, operator and admin get; of an open route what everyone gets
     * @param needed what a refusal says is needed
     */
    record Route(String key, String path, String body, List<Integer> byRole, String needed) {
        boolean isOpen() {
            return byRole.size() == 1;
        }

        int answerTo(String role) {
            return isOpen() ? byRole.getFirst() : byRole.get(ROLES.indexOf(role));
        }

        String method() {
            return key.startsWith("$") ? "GET" : key.substring(0, key.indexOf(' '));
        }

        @Override
        public String toString() {
            return key;
        }
    }

    private static Route route(String key, String path, String body, String needed, Integer... byRole) {
        return new Route(key, path, body, List.of(byRole), needed);
    }

    static Stream<Route> routes() {
        return Stream.of(ofTasks(), ofOneTask(), ofSchedules(), ofTheSystem(), ofMails(), ofTokens())
                .flatMap(all -> all);
    }

    private static Stream<Route> ofTasks() {
        String echo = Job.echo("hi").text();
        String batch = "{\"tasks\":[" + echo + "]}";
        return Stream.of(
                route("GET /", "/", "", "", 200, 200, 200, 200),
                route("POST /parseGoodreadsLinks", "/parseGoodreadsLinks", LINKS, SUBMIT, 202, 403, 202, 202),
                route("GET /getBookInfo", "/getBookInfo?url=" + Api.link("799"), "", "", 404, 404, 404, 404),
                route("POST /v1/tasks", "/v1/tasks", echo, SUBMIT, 202, 403, 202, 202),
                route("POST /v1/tasks/batch", "/v1/tasks/batch", batch, SUBMIT, 202, 403, 202, 202),
                route("GET /v1/tasks", "/v1/tasks?limit=1", "", "", 200, 200, 200, 200),
                route("$default", "/nothing/here", "", "", 404, 404, 404, 404));
    }

    private static Stream<Route> ofOneTask() {
        String own = "/v1/tasks/" + task;
        String none = "/v1/tasks/" + NO_TASK;
        return Stream.of(
                route("GET /v1/tasks/{id}", own, "", READ, 403, 200, 200, 200),
                route("GET /v1/tasks/{id}/result", own + "/result", "", READ, 403, 202, 202, 202),
                route("GET /v1/tasks/{id}/logs", own + "/logs", "", READ, 403, 200, 200, 200),
                route("POST /v1/tasks/{id}/cancel", none + "/cancel", "", OPERATE, 403, 403, 404, 404),
                route("POST /v1/tasks/{id}/retry", none + "/retry", "", OPERATE, 403, 403, 404, 404),
                route("DELETE /v1/tasks/{id}", none, "", ADMINISTER, 403, 403, 403, 404));
    }

    private static Stream<Route> ofSchedules() {
        String none = "/v1/schedules/none";
        String draft = "{\"schedule\":{\"when\":{\"every\":60}}}";
        String range = "{\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-01-02T00:00:00Z\"}";
        String one = "/v1/schedules/{name}";
        return Stream.of(
                route("GET /v1/schedules", "/v1/schedules", "", READ, 403, 200, 200, 200),
                route("PUT " + one, none, "{}", OPERATE, 403, 403, 422, 422),
                route("GET " + one, none, "", READ, 403, 404, 404, 404),
                route("DELETE " + one, none, "", OPERATE, 403, 403, 404, 404),
                route("POST " + one + "/pause", none + "/pause", "", OPERATE, 403, 403, 404, 404),
                route("POST " + one + "/resume", none + "/resume", "", OPERATE, 403, 403, 404, 404),
                route("POST " + one + "/run", none + "/run", "", OPERATE, 403, 403, 404, 404),
                route("GET " + one + "/preview", none + "/preview", "", READ, 403, 404, 404, 404),
                route("POST /v1/schedules/preview", "/v1/schedules/preview", draft, READ, 403, 200, 200, 200),
                route("GET " + one + "/firings", none + "/firings", "", READ, 403, 404, 404, 404),
                route("POST " + one + "/backfill", none + "/backfill", range, OPERATE, 403, 403, 404, 404));
    }

    private static Stream<Route> ofTheSystem() {
        String dryRun = "{\"dryRun\":true}";
        String type = "/v1/types/demo-log";
        return Stream.of(
                route("GET /v1/queues", "/v1/queues", "", READ, 403, 200, 200, 200),
                route("POST /v1/queues/{queue}/pause", "/v1/queues/low/pause", "", OPERATE, 403, 403, 200, 200),
                route("POST /v1/queues/{queue}/resume", "/v1/queues/low/resume", "", OPERATE, 403, 403, 200, 200),
                route("GET /v1/types", "/v1/types", "", "", 200, 200, 200, 200),
                route("POST /v1/types/{type}/pause", type + "/pause", "", OPERATE, 403, 403, 200, 200),
                route("POST /v1/types/{type}/resume", type + "/resume", "", OPERATE, 403, 403, 200, 200),
                route("POST /v1/redrives", "/v1/redrives", dryRun, OPERATE, 403, 403, 200, 200),
                route("GET /v1/redrives/{id}", "/v1/redrives/" + NO_TASK, "", READ, 403, 404, 404, 404),
                route("GET /v1/health/loss", "/v1/health/loss", "", READ, 403, 200, 200, 200),
                route("GET /v1/reports/{date}", "/v1/reports/2020-01-01", "", READ, 403, 404, 404, 404));
    }

    private static Stream<Route> ofMails() {
        String mail = "{\"to\":\"ada@example.com\",\"subject\":\"Hello\",\"body\":\"It works.\"}";
        String user = "{\"name\":\"Ada\",\"email\":\"ada@example.com\"}";
        String message = "{\"recipient\":\"ada@example.com\",\"message\":\"Tea\"}";
        return Stream.of(
                route("POST /email", "/email", mail, SUBMIT, 202, 403, 202, 202),
                route("POST /register", "/register", user, SUBMIT, 202, 403, 202, 202),
                route("POST /contact", "/contact", message, SUBMIT, 202, 403, 202, 202),
                route("POST /reminders", "/reminders", message, SUBMIT, 202, 403, 202, 202),
                route("GET /v1/mails", "/v1/mails", "", READ, 403, 200, 200, 200));
    }

    private static Stream<Route> ofTokens() {
        String token = "{\"name\":\"x\",\"role\":\"reader\"}";
        return Stream.of(
                route("GET /v1/tokens", "/v1/tokens", "", ADMINISTER, 403, 403, 403, 200),
                route("POST /v1/tokens", "/v1/tokens", token, ADMINISTER, 403, 403, 403, 201),
                route("DELETE /v1/tokens/{id}", "/v1/tokens/abcdefghijkm", "", ADMINISTER, 403, 403, 403, 404),
                route("GET /signin", "/signin", "", "", 200),
                route("POST /signin", "/signin", "{}", "", 422),
                route("POST /signout", "/signout", "", "", 204));
    }

    @BeforeAll
    static void start() {
        Target.assumeLocal();
        stage = Stage.guarded(List.of("--demo", "--parameter", "OpenHealth=false"));
        Desk desk = Desk.at(stage);
        task = new Jobs(desk.admin()).submit(Job.echo("waits").with("delay", 86_400));
        String reader = desk.token("reader");
        CREDENTIALS.put("garbage", "Bearer nonsense");
        CREDENTIALS.put("malformed", "Bearer " + reader.replace("offstage_", "offstage-"));
        CREDENTIALS.put("altered", "Bearer " + altered(desk.adminToken()));
        CREDENTIALS.put("unknown", "Bearer offstage_abcdefghijkm_" + "A".repeat(43));
        CREDENTIALS.put("expired", "Bearer " + desk.expired("admin"));
        CREDENTIALS.put("revoked", "Bearer " + desk.revoked("admin"));
        CREDENTIALS.put("basic", "Basic " + desk.adminToken());
        CREDENTIALS.put("bare", desk.adminToken());
        CALLERS.put("none", stage.api());
        CALLERS.put("admin", desk.admin());
        ROLES.subList(0, 3).forEach(role -> CALLERS.put(role, stage.api().as(desk.token(role))));
    }

    private static String altered(String token) {
        char last = token.charAt(token.length() - 5);
        return token.substring(0, token.length() - 5) + (last == 'A' ? 'B' : 'A') + token.substring(token.length() - 4);
    }

    @AfterAll
    static void stop() {
        if (stage != null) {
            stage.close();
        }
    }

    @Test
    void everyRouteOfTheTemplateIsAskedHere() {
        assertThat(routes().map(Route::key)).containsExactlyInAnyOrderElementsOf(Routes.keys());
    }

    @ParameterizedTest
    @MethodSource("routes")
    void whoProvesNothingIsRefused(Route route) {
        // Each route is asked from a place of its own: one place may be wrong 20 times a minute.
        Api place = stage.api().from(Elsewhere.next());
        Map<String, Api> callers = new HashMap<>(Map.of("none", place));
        CREDENTIALS.forEach((kind, value) -> callers.put(kind, place.with("Authorization", value)));
        callers.forEach((kind, caller) -> {
            Reply reply = ask(caller, kind, route.method(), route.path(), route.body());
            if (route.isOpen()) {
                assertThat(reply.status()).as(kind + ": " + reply).isEqualTo(route.answerTo(""));
            } else {
                isUnauthorized(kind, reply);
            }
        });
    }

    private static void isUnauthorized(String kind, Reply reply) {
        Problems.check(reply, 401);
        assertThat(reply.header("www-authenticate")).as(kind).startsWith("Bearer realm=\"offstage\"");
        assertThat(reply.header("www-authenticate").contains("invalid_token"))
                .as(kind)
                .isEqualTo(!kind.equals("none"));
        assertThat(reply.headers().map()).as(kind).doesNotContainKey("set-cookie");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aRoleOpensWhatItNamesAndNothingElse(Route route) {
        for (String role : ROLES) {
            Reply reply = ask(role, route.method(), route.path(), route.body());
            assertThat(reply.status()).as(role + ": " + reply).isEqualTo(route.answerTo(role));
            if (reply.status() == 403) {
                Problems.check(reply, 403);
                assertThat(reply.json().at("detail").text()).as(role).contains(route.needed());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void noOtherMethodOfAPathIsOpen(Route route) {
        for (String method : List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND")) {
            String path = route.path().replaceFirst("\\?.*", "");
            boolean isOpenRoute = routes().anyMatch(other -> other.isOpen()
                    && other.path().equals(path)
                    && other.method().equals(method));
            if (!isOpenRoute) {
                assertThat(ask("none", method, path, "").status())
                        .as(method + " " + path)
                        .isEqualTo(401);
            }
        }
    }

    @Test
    void onlyWhoIsKnownLearnsWhichMethodsThereAre() {
        Problems.check(ask("submitter", "DELETE", "/v1/tokens", ""), 405);
        Problems.check(ask("none", "DELETE", "/v1/tokens", ""), 401);
    }

    private static Reply ask(String caller, String method, String path, String body) {
        return ask(CALLERS.get(caller), caller, method, path, body);
    }

    /** Where this machine has one address only, its failures fill up; a busy host is not healthy in time. Neither is an answer. */
    private static Reply ask(Api caller, String name, String method, String path, String body) {
        return Poll.until(
                name + " is answered",
                MINUTE,
                () -> caller.send(caller.request(path)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))),
                reply -> reply.status() != 429 && !(path.equals("/") && reply.status() == 503));
    }
}
