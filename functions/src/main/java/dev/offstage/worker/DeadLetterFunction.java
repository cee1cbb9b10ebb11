package dev.offstage.worker;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.offstage.aws.Watch;
import dev.offstage.aws.Wiring;
import dev.offstage.engine.DeadLetters;
import dev.offstage.engine.Delivery;
import dev.offstage.jobs.Jobs;
import dev.offstage.lambda.BatchFailures;
import dev.offstage.lambda.Events;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Turns what SQS gave up into fresh messages or visible failures. */
public final class DeadLetterFunction implements RequestStreamHandler {
    private final DeadLetters deadLetters;
    private final Watch watch;

    public DeadLetterFunction() {
        this(Wiring.processEnvironment(), Wiring.systemClock());
    }

    public DeadLetterFunction(Map<String, String> environment, Clock clock) {
        Wiring wiring = new Wiring(environment, clock);
        this.deadLetters = wiring.deadLetters(Jobs.types(wiring.jobResources()));
        this.watch = wiring.watch();
        wiring.warmUp(wiring::askTable);
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        watch.over(context.getAwsRequestId(), invocation -> {
            List<Delivery> letters = Deliveries.of(Deliveries.messages(Events.sqs(in)));
            BatchFailures.write(deadLetters.work(letters, invocation), out);
        });
    }
}
