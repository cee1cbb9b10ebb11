package dev.offstage.scheduled;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.offstage.aws.Watch;
import dev.offstage.aws.Wiring;
import dev.offstage.engine.Tick;
import dev.offstage.jobs.JobResources;
import dev.offstage.jobs.Jobs;
import dev.offstage.jobs.notify.Notices;
import dev.offstage.task.QueueName;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;

/** Turns time into queued tasks, every minute. The event says nothing that the clock does not say better. */
public final class TickFunction implements RequestStreamHandler {
    private final Tick tick;
    private final Watch watch;

    public TickFunction() {
        this(Wiring.processEnvironment(), Wiring.systemClock());
    }

    public TickFunction(Map<String, String> environment, Clock clock) {
        Wiring wiring = new Wiring(environment, clock);
        JobResources resources = wiring.jobResources();
        this.tick = wiring.tick(Jobs.types(resources), Jobs.schedules(), Notices.overdueFirings(resources));
        this.watch = wiring.watch();
        wiring.warmUp(wiring::askTable, () -> wiring.askQueue(QueueName.DEFAULT));
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        watch.over(context.getAwsRequestId(), tick::run);
    }
}
