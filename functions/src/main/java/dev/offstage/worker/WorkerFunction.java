package dev.offstage.worker;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.offstage.aws.Watch;
import dev.offstage.aws.Wiring;
import dev.offstage.engine.Delivery;
import dev.offstage.engine.Invocation;
import dev.offstage.engine.Worker;
import dev.offstage.jobs.Jobs;
import dev.offstage.lambda.BatchFailures;
import dev.offstage.lambda.Events;
import dev.offstage.task.QueueName;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Turns SQS batches into settled tasks. */
public final class WorkerFunction implements RequestStreamHandler {
    private final Wiring wiring;
    private final Worker worker;
    private final Watch watch;

    public WorkerFunction() {
        this(Wiring.processEnvironment(), Wiring.systemClock());
    }

    public WorkerFunction(Map<String, String> environment, Clock clock) {
        this.wiring = new Wiring(environment, clock);
        this.worker = wiring.worker(Jobs.types(wiring.jobResources()));
        this.watch = wiring.watch();
        wiring.warmUp(() -> worker.warmUp(wiring.log()), () -> wiring.askQueue(QueueName.DEFAULT));
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        watch.over(context.getAwsRequestId(), invocation -> {
            List<SQSEvent.SQSMessage> messages = Deliveries.messages(Events.sqs(in));
            String arn = messages.getFirst().getEventSourceArn();
            QueueName queue = wiring.queueOf(arn)
                    .orElseThrow(() -> new IllegalStateException("The queue " + arn + " is none of QUEUE_…_URL."));
            Instant end = wiring.clock().instant().plusMillis(context.getRemainingTimeInMillis());
            BatchFailures.write(work(queue, Deliveries.of(messages), end, invocation), out);
        });
    }

    private List<String> work(QueueName queue, List<Delivery> batch, Instant end, Invocation invocation) {
        try {
            return worker.work(queue, batch, end, invocation);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The worker was stopped; the batch comes back.", e);
        }
    }
}
