package dev.offstage.scheduled;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.jr.stree.JrsBoolean;
import dev.offstage.aws.Watch;
import dev.offstage.aws.Wiring;
import dev.offstage.engine.Invocation;
import dev.offstage.engine.Measure;
import dev.offstage.json.Json;
import dev.offstage.json.UnreadableJsonException;
import dev.offstage.maintenance.Budget;
import dev.offstage.maintenance.Cleaned;
import dev.offstage.maintenance.Maintenance;
import dev.offstage.maintenance.Storeroom;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Deletes what expired and is there still, and what is left of tasks that are gone. An event with {@code "dryRun": true} only counts it.
 */
public final class MaintenanceFunction implements RequestStreamHandler {
    /** So much time is left at the end: a part that was begun is finished. */
    private static final Duration ENDING = Duration.ofSeconds(20);

    private static final int MOST_WRITES = 100_000;

    private final Maintenance maintenance;
    private final Watch watch;
    private final Clock clock;

    public MaintenanceFunction() {
        this(Wiring.processEnvironment(), Wiring.systemClock());
    }

    public MaintenanceFunction(Map<String, String> environment, Clock clock) {
        Wiring wiring = new Wiring(environment, clock);
        this.maintenance = wiring.maintenance();
        this.watch = wiring.watch();
        this.clock = wiring.clock();
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        Instant now = clock.instant();
        Instant end = now.plusMillis(context.getRemainingTimeInMillis()).minus(ENDING);
        watch.over(context.getAwsRequestId(), invocation -> {
            boolean isDry = isDry(in);
            Budget budget = new Budget(() -> clock.instant().isBefore(end), MOST_WRITES);
            note(invocation, isDry, maintenance.run(new Storeroom.Pass(now, isDry, budget)));
        });
    }

    private static boolean isDry(InputStream in) {
        try {
            return JrsBoolean.TRUE.equals(Json.parse(in).path("dryRun"));
        } catch (UnreadableJsonException e) {
            throw new IllegalArgumentException("The event is no JSON: " + e.getMessage(), e);
        }
    }

    private static void note(Invocation invocation, boolean isDry, Maintenance.Done done) {
        Cleaned cleaned = done.cleaned();
        if (!isDry) {
            invocation.tally().add(Measure.PURGED, cleaned.expired() + cleaned.firings());
            invocation.tally().add(Measure.ORPHANS, cleaned.orphans() + cleaned.payloads());
        }
        invocation
                .log()
                .note(
                        isDry
                                ? "This is what the maintenance would delete."
                                : done.isWhole()
                                        ? "The maintenance came to its end."
                                        : "The maintenance stopped before its end; the next one goes on.",
                        Json.object()
                                .put("dryRun", isDry)
                                .put("hours", done.hours())
                                .put("expired", cleaned.expired())
                                .put("firings", cleaned.firings())
                                .put("marked", cleaned.marked())
                                .put("orphans", cleaned.orphans())
                                .put("payloads", cleaned.payloads()));
    }
}
