package dev.offstage.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.jr.stree.JrsString;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.aws.Wiring;
import dev.offstage.jobs.books.Books;
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

    private final Router router;
    private final Clock clock;

    public ApiFunction() {
        this(Wiring.processEnvironment(), Wiring.systemClock());
    }

    public ApiFunction(Map<String, String> environment, Clock clock) {
        Wiring wiring = new Wiring(environment, clock);
        this.clock = wiring.clock();
        Books books = new Books(wiring.jobResources(), wiring.enqueuer(), wiring.store(), wiring.keys());
        BookRoutes bookRoutes = new BookRoutes(books, wiring.clock());
        TaskRoutes taskRoutes = new TaskRoutes(wiring.store(), wiring.clock());
        HealthRoute health = new HealthRoute(wiring.version(), checks(wiring), wiring.clock(), wiring.log());
        this.router = new Router(
                Map.of(
                        "GET /", health::get,
                        "POST /parseGoodreadsLinks", bookRoutes::submit,
                        "GET /getBookInfo", bookRoutes::find,
                        "GET /v1/tasks/{id}", taskRoutes::get),
                Wiring::isOutage,
                wiring.log());
        wiring.warmUp(wiring::askTable, () -> wiring.askQueue(QueueName.DEFAULT));
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
        Instant end = clock.instant().plusMillis(context.getRemainingTimeInMillis()).minus(ANSWERING);
        Answer answer = router.answer(new Request(Events.http(in), end));
        JsonObject headers = Json.object().put("cache-control", "no-store").put("x-content-type-options", "nosniff");
        answer.headers().forEach((name, value) -> headers.put(name, value));
        JrsValue body = new JrsString(answer.body().toText());
        String response = Json.object()
                .put("statusCode", answer.status())
                .put("headers", headers.toTree())
                .put("body", body)
                .put("isBase64Encoded", false)
                .toText();
        out.write(response.getBytes(StandardCharsets.UTF_8));
    }
}
