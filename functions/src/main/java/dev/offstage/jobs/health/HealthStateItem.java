package dev.offstage.jobs.health;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The state of the health as an item. */
final class HealthStateItem {
    private static final String KEY = "health";

    private HealthStateItem() {}

    static Map<String, AttributeValue> key() {
        return Map.of("pk", AttributeValue.fromS(KEY), "sk", AttributeValue.fromS(KEY));
    }

    static AttributeValue time(Instant time) {
        return AttributeValue.fromN(Long.toString(time.toEpochMilli()));
    }

    static Map<String, AttributeValue> write(HealthState state) {
        return Map.of(
                "pk", AttributeValue.fromS(KEY),
                "sk", AttributeValue.fromS(KEY),
                "isWell", AttributeValue.fromBool(state.isWell()),
                "since", time(state.since()),
                "findings", AttributeValue.fromS(state.findings()),
                "told", AttributeValue.fromBool(state.told()));
    }

    static HealthState read(Map<String, AttributeValue> item) {
        return new HealthState(
                attribute(item, "isWell").bool(),
                Instant.ofEpochMilli(Long.parseLong(attribute(item, "since").n())),
                attribute(item, "findings").s(),
                attribute(item, "told").bool());
    }

    private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
        return requireNonNull(item.get(name), () -> "The item of the health has no attribute " + name + ".");
    }
}
