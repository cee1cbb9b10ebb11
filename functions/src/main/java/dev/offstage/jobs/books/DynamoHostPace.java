package dev.offstage.jobs.books;

import static software.amazon.awssdk.services.dynamodb.model.ReturnValue.UPDATED_NEW;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The next free moment of each host as an item, in whole milliseconds. It only ever grows, whatever the clocks of the
 * callers say, so no moment is given twice: a write whose answer was lost and that the client repeats wastes a moment.
 *
 * <p>{@code purgeAt} stays a day behind {@code next} however far that runs ahead; an item that is purged, or ought to
 * be, is therefore one of a free host, and needs no filter.
 */
final class DynamoHostPace implements HostPace {
    /** Losing both writes means that another caller won between them, so each round helps somebody. */
    private static final int MAX_ROUNDS = 20;

    private static final Duration KEPT = Duration.ofDays(1);
    private static final Map<String, String> NAMES = Map.of("#next", "next");

    private final DynamoDbClient client;
    private final String table;

    DynamoHostPace(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public Instant reserve(String host, Duration pace, Instant now) {
        if (pace.isNegative()) {
            throw new IllegalArgumentException("The pace must be zero or more: " + pace);
        }
        long step = ceilMilliseconds(Instant.EPOCH.plus(pace));
        for (int round = 0; round < MAX_ROUNDS; round++) {
            Optional<Instant> moment = queueUp(host, step, now).or(() -> takeFree(host, step, now));
            if (moment.isPresent()) {
                return moment.get();
            }
        }
        throw new IllegalStateException(
                "The pace of " + host + " is fought over: " + MAX_ROUNDS + " rounds were lost to other callers.");
    }

    /** The moment after the last one that was given, of a host that is not free. */
    private Optional<Instant> queueUp(String host, long step, Instant now) {
        long stepSeconds = Math.ceilDiv(step, 1000);
        UpdateItemRequest.Builder request = UpdateItemRequest.builder()
                .updateExpression("SET #next = #next + :step, purgeAt = purgeAt + :seconds")
                .conditionExpression("#next >= :now")
                .expressionAttributeValues(Map.of(
                        ":step", number(step), ":seconds", number(stepSeconds), ":now", number(ceilMilliseconds(now))));
        OptionalLong next = update(host, request);
        return next.isPresent() ? Optional.of(Instant.ofEpochMilli(next.getAsLong() - step)) : Optional.empty();
    }

    private Optional<Instant> takeFree(String host, long step, Instant now) {
        long next = ceilMilliseconds(now) + step;
        UpdateItemRequest.Builder request = UpdateItemRequest.builder()
                .updateExpression("SET #next = :next, purgeAt = :purgeAt")
                .conditionExpression("attribute_not_exists(#next) OR #next < :now")
                .expressionAttributeValues(Map.of(
                        ":next", number(next),
                        ":now", number(ceilMilliseconds(now)),
                        ":purgeAt", number(Math.ceilDiv(next, 1000) + KEPT.toSeconds())));
        return update(host, request).isPresent() ? Optional.of(now) : Optional.empty();
    }

    /** The new {@code next}; empty when the condition failed. */
    private OptionalLong update(String host, UpdateItemRequest.Builder request) {
        try {
            Map<String, AttributeValue> updated = client.updateItem(request.tableName(table)
                            .key(Map.of("pk", AttributeValue.fromS("pace#" + host), "sk", AttributeValue.fromS("pace")))
                            .expressionAttributeNames(NAMES)
                            .returnValues(UPDATED_NEW)
                            .build())
                    .attributes();
            return OptionalLong.of(
                    Long.parseLong(Objects.requireNonNull(updated.get("next")).n()));
        } catch (ConditionalCheckFailedException refused) {
            return OptionalLong.empty();
        }
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    /** Rounded up: rounding down would put two moments closer than the pace. */
    private static long ceilMilliseconds(Instant at) {
        return at.plusNanos(999_999).toEpochMilli();
    }
}
