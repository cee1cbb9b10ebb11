package dev.offstage.api;

import com.fasterxml.jackson.jr.stree.JrsArray;
import com.fasterxml.jackson.jr.stree.JrsString;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.access.NewToken;
import dev.offstage.access.Role;
import dev.offstage.access.Tokens;
import dev.offstage.aws.DynamoTokenStore;
import dev.offstage.aws.LocalDynamo;
import dev.offstage.aws.LocalSqs;
import dev.offstage.aws.Wiring;
import dev.offstage.engine.TaskLogs;
import dev.offstage.engine.TaskStore;
import dev.offstage.engine.TestClock;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import dev.offstage.json.UnreadableJsonException;
import dev.offstage.lambda.TestContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The function under one kind of access, called by events; its clock stands still unless moved. */
final class Api {
    static final String LINK = "https://www.goodreads.com/book/show/3735293";

    final TestClock clock = new TestClock("2026-11-21T12:00:00Z");
    final ApiFunction function;
    final Tokens tokens;
    /** Where its tasks are. */
    final TaskStore store;

    final TaskLogs logs;

    /** For what comes from elsewhere than a request. */
    final Wiring wiring;

    private static final Map<String, String> QUEUES = Map.of(
            "QUEUE_HIGH_URL", LocalSqs.newQueue(Map.of()),
            "QUEUE_DEFAULT_URL", LocalSqs.newQueue(Map.of()),
            "QUEUE_LOW_URL", LocalSqs.newQueue(Map.of()),
            "QUEUE_HIGH_DEAD_LETTERS_URL", LocalSqs.newQueue(Map.of()),
            "QUEUE_DEFAULT_DEAD_LETTERS_URL", LocalSqs.newQueue(Map.of()),
            "QUEUE_LOW_DEAD_LETTERS_URL", LocalSqs.newQueue(Map.of()));

    private Api(Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(QUEUES);
        String table = LocalDynamo.newTable();
        environment.putAll(Map.of(
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local",
                "DYNAMODB_ENDPOINT", LocalDynamo.endpoint().toString(),
                "AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:1",
                "SQS_ENDPOINT", "",
                "AWS_ENDPOINT_URL_SQS", LocalSqs.endpoint().toString(),
                "TASKS_TABLE", table));
        environment.putAll(settings);
        this.function = new ApiFunction(environment, clock.withZone(ZoneOffset.UTC));
        this.wiring = new Wiring(environment, clock.withZone(ZoneOffset.UTC));
        this.store = wiring.store();
        this.logs = wiring.taskLogs();
        this.tokens = new Tokens(new DynamoTokenStore(LocalDynamo.client(), table), clock, new Random(1));
    }

    static Api with(String access) {
        return new Api(Map.of("ACCESS", access));
    }

    static Api with(String access, String variable, String value) {
        return new Api(Map.of("ACCESS", access, variable, value));
    }

    NewToken token(Role role) {
        return tokens.create(role.wireName(), role, null);
    }

    /** A request to a route of the template; its path has "abc" for each variable. */
    Call call(String routeKey) {
        return new Call(routeKey);
    }

    /** A request in the making. */
    final class Call {
        private final String routeKey;
        private final String path;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private final List<String> cookies = new ArrayList<>();
        private final Map<String, String> query = new LinkedHashMap<>();
        private final Map<String, String> variables = new LinkedHashMap<>();
        private String method;
        private String ip = "203.0.113.7";
        private JsonObject authorizer = Json.object();
        private byte[] body = new byte[0];

        private Call(String routeKey) {
            this.routeKey = routeKey;
            int space = routeKey.indexOf(' ');
            this.method = space < 0 ? "GET" : routeKey.substring(0, space);
            this.path = space < 0 ? "/nothing" : routeKey.substring(space + 1).replace("{id}", "abc");
            headers.put("host", "api.example.org");
            headers.put("x-forwarded-proto", "https");
        }

        Call method(String name) {
            method = name;
            return this;
        }

        Call header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        Call bearer(NewToken token) {
            return header("authorization", "Bearer " + token.text());
        }

        Call cookie(String cookie) {
            cookies.add(cookie);
            return this;
        }

        Call query(String name, String value) {
            query.put(name, value);
            return this;
        }

        Call id(String id) {
            return variable("id", id);
        }

        Call variable(String name, String value) {
            variables.put(name, value);
            return this;
        }

        Call from(String address) {
            ip = address;
            return this;
        }

        Call claims(Map<String, String> claims) {
            authorizer = Json.object()
                    .put("jwt", Json.object().put("claims", tree(claims)).toTree());
            return this;
        }

        Call signedBy(String arn) {
            authorizer =
                    Json.object().put("iam", Json.object().put("userArn", arn).toTree());
            return this;
        }

        Call json(String text) {
            body = text.getBytes(StandardCharsets.UTF_8);
            return header("content-type", "application/json");
        }

        Call form(String text) {
            body = text.getBytes(StandardCharsets.UTF_8);
            return header("content-type", "application/x-www-form-urlencoded");
        }

        Reply send() {
            JsonObject http =
                    Json.object().put("method", method).put("path", path).put("sourceIp", ip);
            JsonObject context = Json.object()
                    .put("http", http.toTree())
                    .put("requestId", "r-1")
                    .put("authorizer", authorizer.toTree());
            JsonObject event = Json.object()
                    .put("version", "2.0")
                    .put("routeKey", routeKey)
                    .put("rawPath", path)
                    .put("headers", tree(headers))
                    .put("queryStringParameters", tree(query))
                    .put("pathParameters", tree(variables))
                    .put("requestContext", context.toTree())
                    .put("body", Base64.getEncoder().encodeToString(body))
                    .put("isBase64Encoded", true);
            if (!cookies.isEmpty()) {
                event.put("cookies", cookies.stream().map(JrsString::new).toList());
            }
            return new Reply(answer(event));
        }
    }

    private static JrsValue tree(Map<String, String> members) {
        JsonObject object = Json.object();
        members.forEach((name, value) -> object.put(name, value));
        return object.toTree();
    }

    private JrsValue answer(JsonObject event) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            function.handleRequest(
                    new ByteArrayInputStream(event.toText().getBytes(StandardCharsets.UTF_8)), out, new TestContext());
            return Json.parse(out.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UnreadableJsonException e) {
            throw new AssertionError(e);
        }
    }

    /** What the function answered. */
    record Reply(JrsValue answer) {
        int status() {
            return Json.number(answer, "statusCode").orElseThrow().intValue();
        }

        String header(String name) {
            return Json.text(answer.path("headers"), name).orElse("");
        }

        String text() {
            return Json.text(answer, "body").orElseThrow();
        }

        JrsValue body() {
            try {
                return Json.parse(text());
            } catch (UnreadableJsonException e) {
                throw new AssertionError(text(), e);
            }
        }

        String detail() {
            return Json.text(body(), "detail").orElse("");
        }

        /** The only cookie that is set. */
        String setCookie() {
            return ((JrsArray) answer.path("cookies")).get(0).asText();
        }

        boolean setsNoCookie() {
            return !(answer.path("cookies") instanceof JrsArray);
        }

        /** The cookie as a browser sends it back. */
        String cookie() {
            return setCookie().substring(0, setCookie().indexOf(';'));
        }
    }
}
