package dev.offstage.jobs.health;

import dev.offstage.engine.QueueGauge.Depth;
import dev.offstage.task.QueueName;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A sample as an item: of each queue one text, {@code visible:inFlight:delayed:deadLetters}. */
final class QueueSampleItem {
    static final String PARTITION = "queue-samples";
    static final Duration KEPT = Duration.ofDays(14);

    private QueueSampleItem() {}

    static AttributeValue sortKey(Instant at) {
        return AttributeValue.fromS(at.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    static Map<String, AttributeValue> write(QueueSample sample) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("pk", AttributeValue.fromS(PARTITION));
        item.put("sk", sortKey(sample.at()));
        item.put(
                "purgeAt",
                AttributeValue.fromN(Long.toString(sample.at().plus(KEPT).getEpochSecond())));
        sample.depths().forEach((queue, depth) -> item.put(queue.wireName(), AttributeValue.fromS(text(depth))));
        return item;
    }

    private static String text(Depth depth) {
        return depth.visible() + ":" + depth.inFlight() + ":" + depth.delayed() + ":" + depth.deadLetters();
    }

    static QueueSample read(Map<String, AttributeValue> item) {
        Map<QueueName, Depth> depths = new EnumMap<>(QueueName.class);
        for (QueueName queue : QueueName.values()) {
            AttributeValue text = item.get(queue.wireName());
            if (text != null) {
                depths.put(queue, depth(text.s()));
            }
        }
        AttributeValue at = item.get("sk");
        if (at == null) {
            throw new IllegalStateException("A sample has no sort key: " + item.keySet());
        }
        return new QueueSample(Instant.parse(at.s()), depths);
    }

    private static Depth depth(String text) {
        String[] numbers = text.split(":", -1);
        return new Depth(
                Long.parseLong(numbers[0]),
                Long.parseLong(numbers[1]),
                Long.parseLong(numbers[2]),
                Long.parseLong(numbers[3]));
    }
}
