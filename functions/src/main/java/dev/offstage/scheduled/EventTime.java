package dev.offstage.scheduled;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.offstage.lambda.Events;
import java.io.InputStream;
import java.time.Instant;

/** When an event was due. */
final class EventTime {
    private EventTime() {}

    /** @throws IllegalArgumentException when the event does not say */
    static Instant of(InputStream in) {
        ScheduledEvent event = Events.scheduled(in);
        if (event.getTime() == null) {
            throw new IllegalArgumentException(
                    "The event has no time; it needs one, as in {\"time\": \"2026-11-21T08:00:00Z\"}.");
        }
        return Instant.ofEpochMilli(event.getTime().getMillis());
    }
}
