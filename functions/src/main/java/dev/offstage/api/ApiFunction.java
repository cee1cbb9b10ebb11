package dev.offstage.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.jr.stree.JrsString;
import dev.offstage.access.AccessSettings;
import dev.offstage.access.Doorkeeper;
import dev.offstage.access.JwtRoles;
import dev.offstage.aws.Watch;
import dev.offstage.aws.Wiring;
import dev.offstage.engine.Measure;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import dev.offstage.lambda.Events;
import dev.offstage.task.QueueName;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns HTTP into accepted tasks and answers questions about them. */
public final class ApiFunction implements RequestStreamHandler {
    /** Kept for sending what was stored, and for the answer. */
    private static final Duration ANSWERING = Duration.ofSeconds(5);

    private final Map<String, Endpoint> endpoints;
    private final Router router;
    private final Clock clock;
    private final Watch watch;

    public ApiFunction() {
        this(Wiring.processEnvironment(), Wiring.systemClock());
    }

    public ApiFunction(Map<String, String> environment, Clock clock) {
        Wiring wiring = new Wiring(environment, clock);
        this.clock = wiring.clock();
        this.watch = wiring.watch();
        AccessSettings access = wiring.accessSettings();
        Doorkeeper doorkeeper = wiring.doorkeeper();
        this.endpoints = Endpoints.of(wiring, access, checks(wiring), doorkeeper);
        this.router = new Router(endpoints, gate(access, doorkeeper), Wiring::isOutage);
        wiring.warmUp(wiring::askTable, () -> wiring.askQueue(QueueName.DEFAULT));
    }

    private static Gate gate(AccessSettings access, Doorkeeper doorkeeper) {
        Callers callers = switch (access.mode()) {
            case IAM -> new IamCallers(access.samLocal());
            case JWT -> new JwtCallers(new JwtRoles(access));
            case TOKEN -> new TokenCallers(doorkeeper);
            case OPEN -> new OpenCallers();
        };
        return new Gate(callers, access.mode() == AccessSettings.Mode.TOKEN);
    }

    /** What this function serves, by route key. */
    Map<String, Endpoint> endpoints() {
        return endpoints;
    }

    private static Map<String, List<Runnable>> checks(Wiring wiring) {
        Map<String, List<Runnable>> checks = new LinkedHashMap<>();
        checks.put("tasks", List.of(wiring::askTable));
        checks.put(
                "queues",
                Arrays.stream(QueueName.values())
                        .<Runnable>map(queue -> () -> wiring.askQueue(queue))
                        .toList());
        return checks;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        watch.over(context.getAwsRequestId(), invocation -> {
            Instant end = clock.instant()
                    .plusMillis(context.getRemainingTimeInMillis())
                    .minus(ANSWERING);
            Answer answer = router.answer(new Request(Events.http(in), end, invocation));
            invocation.tally().add(Measure.ofStatus(answer.status()), 1);
            out.write(response(answer).toText().getBytes(StandardCharsets.UTF_8));
        });
    }

    private static JsonObject response(Answer answer) {
        JsonObject headers = Json.object().put("cache-control", "no-store").put("x-content-type-options", "nosniff");
        answer.headers().forEach((name, value) -> headers.put(name, value));
        JsonObject response = Json.object()
                .put("statusCode", answer.status())
                .put("headers", headers.toTree())
                .put("body", answer.body())
                .put("isBase64Encoded", false);
        return answer.cookies().isEmpty()
                ? response
                : response.put(
                        "cookies", answer.cookies().stream().map(JrsString::new).toList());
    }
}
