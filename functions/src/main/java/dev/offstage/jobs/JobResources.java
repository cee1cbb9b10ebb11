package dev.offstage.jobs;

import dev.offstage.engine.Enqueuer;
import dev.offstage.engine.QueueGauge;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/**
 * What a job may use beside the engine.
 *
 * @param settings the function's environment variables
 * @param version of this build
 * @param ses null where no sender of mails is set
 * @param table the name of the table, for items of the job's own under keys of its own
 * @param enqueuer for tasks that are not children of the one that runs
 * @param queues how full the queues are; asked for where tasks are run, and nowhere else
 */
public record JobResources(
        Map<String, String> settings,
        DynamoDbClient dynamo,
        String table,
        @Nullable SesV2Client ses,
        InstantSource clock,
        RandomGenerator random,
        String version,
        Supplier<Enqueuer> enqueuer,
        Supplier<QueueGauge> queues) {

    /** Those of jobs that enqueue nothing but children and look at no queue. */
    public JobResources(
            Map<String, String> settings,
            DynamoDbClient dynamo,
            String table,
            @Nullable SesV2Client ses,
            InstantSource clock,
            RandomGenerator random,
            String version) {
        this(
                settings,
                dynamo,
                table,
                ses,
                clock,
                random,
                version,
                () -> {
                    throw missing("enqueuer");
                },
                () -> {
                    throw missing("queues");
                });
    }

    private static IllegalStateException missing(String what) {
        return new IllegalStateException("This job was given no " + what + ".");
    }
}
