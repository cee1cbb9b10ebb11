package dev.offstage.jobs;

import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What a job may use beside the engine.
 *
 * @param settings the function's environment variables
 * @param version of this build
 * @param table the name of the table, for items of the job's own under keys of its own
 */
public record JobResources(
        Map<String, String> settings,
        DynamoDbClient dynamo,
        String table,
        InstantSource clock,
        RandomGenerator random,
        String version) {}
