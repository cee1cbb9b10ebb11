package dev.offstage.lambda;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.fasterxml.jackson.jr.stree.JrsValue;
import org.joda.time.DateTime;
import org.joda.time.DateTimeZone;

/** Reads {@link ScheduledEvent}. */
final class ScheduledEvents {
    private ScheduledEvents() {}

    static ScheduledEvent read(JrsValue tree) {
        ScheduledEvent event = new ScheduledEvent();
        event.setId(Events.text(tree, "id"));
        event.setVersion(Events.text(tree, "version"));
        event.setAccount(Events.text(tree, "account"));
        event.setSource(Events.text(tree, "source"));
        event.setDetailType(Events.text(tree, "detail-type"));
        event.setRegion(Events.text(tree, "region"));
        event.setResources(Events.textList(tree, "resources"));
        event.setDetail(Events.map(tree, "detail", value -> (Object) value.asText()));
        String time = Events.text(tree, "time");
        event.setTime(time == null ? null : new DateTime(time, DateTimeZone.UTC));
        return event;
    }
}
