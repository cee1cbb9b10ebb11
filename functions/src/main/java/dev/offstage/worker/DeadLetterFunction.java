package dev.offstage.worker;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.offstage.aws.Wiring;
import dev.offstage.engine.DeadLetters;
import dev.offstage.jobs.Jobs;
import dev.offstage.lambda.BatchFailures;
import dev.offstage.lambda.Events;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;

/** Turns what SQS gave up into fresh messages or visible failures. */
public final class DeadLetterFunction implements RequestStreamHandler {
    private final DeadLetters deadLetters;

    public DeadLetterFunction() {
        this(Wiring.processEnvironment(), Wiring.systemClock());
    }

    public DeadLetterFunction(Map<String, String> environment, Clock clock) {
        Wiring wiring = new Wiring(environment, clock);
        this.deadLetters = wiring.deadLetters(Jobs.types(wiring.jobResources()));
        wiring.warmUp(wiring::askTable);
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        BatchFailures.write(deadLetters.work(Deliveries.of(Events.sqs(in).getRecords())), out);
    }
}
