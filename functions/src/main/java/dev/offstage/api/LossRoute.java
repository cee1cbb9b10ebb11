package dev.offstage.api;

import dev.offstage.access.Caller;
import dev.offstage.engine.LossLedger;
import dev.offstage.engine.LossReport;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import java.time.InstantSource;
import java.util.regex.Pattern;

/** {@code GET /v1/health/loss}: whether every accepted task is accounted for. Reads rows that the tick wrote, and counts nothing. */
final class LossRoute {
    private static final int MOST_HOURS = 168;
    private static final Pattern HOURS = Pattern.compile("[1-9][0-9]{0,2}");

    private final LossLedger ledger;
    private final InstantSource clock;

    LossRoute(LossLedger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    Answer get(Request request, Caller caller) {
        LossReport report = LossReport.of(ledger, hours(request.query("hours").orElse("24")), clock.instant());
        return Answer.of(
                200,
                Json.object()
                        .put("asOf", Times.write(report.asOf()))
                        .put("unaccounted", report.unaccounted())
                        .put(
                                "hours",
                                report.hours().stream()
                                        .map(hour -> json(hour).toTree())
                                        .toList()));
    }

    private static int hours(String text) {
        int hours = HOURS.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (hours < 1 || hours > MOST_HOURS) {
            throw Problem.unreadable("The query parameter 'hours' is '" + Excerpt.of(text)
                    + "'; it must be a whole number from 1 to " + MOST_HOURS + ".");
        }
        return hours;
    }

    private static JsonObject json(LossReport.Hour hour) {
        return Json.object()
                .put("hour", Times.write(hour.hour()))
                .put("accepted", hour.accepted())
                .put("ended", hour.ended())
                .put("waiting", hour.waiting())
                .put("running", hour.running())
                .put("unaccounted", hour.unaccounted());
    }
}
