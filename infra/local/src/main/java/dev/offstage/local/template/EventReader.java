package dev.offstage.local.template;

import dev.offstage.local.template.EventSource.HttpRoute;
import dev.offstage.local.template.EventSource.QueueSource;
import dev.offstage.local.template.EventSource.Timer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads what makes a function run: routes, queues and schedules. */
final class EventReader {
    /** What Lambda itself begins with when a mapping sets no maximum is 5; twice that keeps one machine busy enough. */
    private static final int CONCURRENCY = 10;

    private final String stack;
    private final Set<String> withoutEffect;

    EventReader(String stack, Set<String> withoutEffect) {
        this.stack = stack;
        this.withoutEffect = withoutEffect;
    }

    /** The source; empty when the template switches it off. */
    Optional<EventSource> read(Section event) {
        String type = event.required("Type");
        Section properties = event.section("Properties").orElseGet(() -> Section.of(event.place(), Value.Fields.NONE));
        event.end();
        Optional<EventSource> source = switch (type) {
            case "HttpApi" -> Optional.of(route(properties));
            case "SQS" -> queue(properties);
            case "Schedule" -> rule(properties);
            case "ScheduleV2" -> schedule(properties);
            default ->
                throw event.fault("Type", "is " + type + "; known here are HttpApi, SQS, Schedule and ScheduleV2");
        };
        properties.end();
        return source;
    }

    private EventSource route(Section route) {
        route.ignore("ApiId");
        WithoutEffect.in(route, withoutEffect)
                .of("authorizer", "Auth")
                .of("throttling", "RouteSettings")
                .done();
        route.only("PayloadFormatVersion", "2.0");
        Duration timeout = Duration.ofMillis(route.number("TimeoutInMillis", 30_000, 50, 30_000));
        String path = route.text("Path").orElse("$default");
        String method = route.text("Method").orElse("any").toUpperCase(Locale.ROOT);
        if (path.equals("$default") || path.equals("/$default")) {
            return new HttpRoute("$default", timeout);
        }
        if (!path.startsWith("/")) {
            throw route.fault("Path", "must begin with a slash");
        }
        boolean any = method.equals("ANY") || method.equals("X-AMAZON-APIGATEWAY-ANY-METHOD");
        return new HttpRoute((any ? "ANY" : method) + " " + path, timeout);
    }

    private Optional<EventSource> queue(Section mapping) {
        String arn = mapping.required("Queue");
        String prefix = QueueSpec.arnOf("");
        if (!arn.startsWith(prefix)) {
            throw mapping.fault("Queue", "must be the Arn of a queue of this template, not " + arn);
        }
        int window = mapping.number("MaximumBatchingWindowInSeconds", 0, 0, 300);
        int batch = mapping.number("BatchSize", 10, 1, window == 0 ? 10 : 10_000);
        int concurrency = mapping.section("ScalingConfig")
                .map(scaling -> {
                    int most = scaling.number("MaximumConcurrency", CONCURRENCY, 2, 1000);
                    scaling.end();
                    return most;
                })
                .orElse(CONCURRENCY);
        List<String> answers = mapping.texts("FunctionResponseTypes");
        if (!List.of("ReportBatchItemFailures").containsAll(answers)) {
            throw mapping.fault("FunctionResponseTypes", "may hold ReportBatchItemFailures only");
        }
        EventSource source = new QueueSource(
                arn.substring(prefix.length()), batch, Duration.ofSeconds(window), concurrency, !answers.isEmpty());
        return mapping.flag("Enabled", true) ? Optional.of(source) : Optional.empty();
    }

    private Optional<EventSource> rule(Section rule) {
        boolean enabled = rule.flag("Enabled", true)
                && rule.oneOf("State", "ENABLED", "ENABLED", "DISABLED").equals("ENABLED");
        return timer(rule, "Schedule", ZoneOffset.UTC, false, enabled);
    }

    private Optional<EventSource> schedule(Section schedule) {
        schedule.ignore("GroupName", "OmitName", "KmsKeyArn");
        WithoutEffect.in(schedule, withoutEffect)
                .of("roles and policies", "RoleArn", "PermissionsBoundary")
                .of("flexible time window", "FlexibleTimeWindow")
                .done();
        boolean enabled =
                schedule.oneOf("State", "ENABLED", "ENABLED", "DISABLED").equals("ENABLED");
        return timer(schedule, "ScheduleExpression", zone(schedule), true, enabled);
    }

    private static ZoneId zone(Section schedule) {
        String zone = schedule.text("ScheduleExpressionTimezone").orElse("UTC");
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException ignored) {
            throw schedule.fault("ScheduleExpressionTimezone", "is no time zone: " + zone);
        }
    }

    private Optional<EventSource> timer(
            Section timer, String expression, ZoneId zone, boolean scheduler, boolean enabled) {
        timer.ignore("Description");
        WithoutEffect.in(timer, withoutEffect)
                .of("delivery retries", "RetryPolicy")
                .of("dead-letter queues of schedules", "DeadLetterConfig")
                .done();
        String name = timer.text("Name")
                .orElse(stack + "-" + timer.place().replace(".Properties", "").replace(".Events.", "-"));
        Timer source = new Timer(
                name,
                timer.required(expression),
                timer.line(expression),
                zone,
                timer.text("Input").orElse(null),
                scheduler);
        return enabled ? Optional.of(source) : Optional.empty();
    }
}
