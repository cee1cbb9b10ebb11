package dev.offstage.jobs;

import java.time.InstantSource;
import java.util.Map;
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
 */
public record JobResources(
        Map<String, String> settings,
        DynamoDbClient dynamo,
        String table,
        @Nullable SesV2Client ses,
        InstantSource clock,
        RandomGenerator random,
        String version) {}
