package dev.offstage.aws;

import dev.offstage.engine.PauseBoard;
import dev.offstage.task.Pause;
import dev.offstage.task.Pauses;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The board in one small item: an attribute for each name, which is a text while it is paused and the time of its end after that. */
final class DynamoPauseBoard implements PauseBoard {
    private static final Map<String, AttributeValue> KEY = Item.key("pauses", "pauses");
    private static final AttributeValue PAUSED = Item.text("paused");

    /** Workers wait for it before they begin: rather an old board than a late one. */
    private static final Duration READ_LIMIT = Duration.ofSeconds(1);

    private final DynamoDbClient dynamo;
    private final String table;

    DynamoPauseBoard(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public Board read() {
        Set<Pause> inForce = new HashSet<>();
        Map<Pause, Instant> releasing = new HashMap<>();
        dynamo.getItem(get -> get.tableName(table)
                        .key(KEY)
                        .consistentRead(true)
                        .overrideConfiguration(limit -> limit.apiCallTimeout(READ_LIMIT)))
                .item()
                .forEach((name, value) -> Pause.parse(name).ifPresent(pause -> {
                    if (value.equals(PAUSED)) {
                        inForce.add(pause);
                    } else {
                        releasing.put(pause, Instant.ofEpochMilli(Long.parseLong(value.n())));
                    }
                }));
        return new Board(new Pauses(Set.copyOf(inForce)), Map.copyOf(releasing));
    }

    @Override
    public void pause(Pause pause) {
        update(pause, "SET #name = :to", null, Map.of(":to", PAUSED));
    }

    @Override
    public void resume(Pause pause, Instant now) {
        update(pause, "SET #name = :to", "#name = :from", Map.of(":from", PAUSED, ":to", Item.time(now)));
    }

    @Override
    public void released(Pause pause, Instant resumedAt) {
        update(pause, "REMOVE #name", "#name = :from", Map.of(":from", Item.time(resumedAt)));
    }

    private void update(Pause pause, String change, @Nullable String condition, Map<String, AttributeValue> values) {
        try {
            dynamo.updateItem(update -> update.tableName(table)
                    .key(KEY)
                    .updateExpression(change)
                    .conditionExpression(condition)
                    .expressionAttributeNames(Map.of("#name", pause.text()))
                    .expressionAttributeValues(values));
        } catch (ConditionalCheckFailedException e) {
            // Another was first: then nothing is left to do.
        }
    }
}
