package dev.offstage.aws;

import dev.offstage.task.Attempt;
import dev.offstage.task.TaskFailure;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An ended attempt inside its task's item. One letter a name: ten of these are to fit into a write unit. */
final class AttemptItem {
    private AttemptItem() {}

    static AttributeValue write(Attempt attempt) {
        Item item = new Item()
                .put("n", attempt.number())
                .put("s", attempt.startedAt())
                .put("f", attempt.finishedAt())
                .put("o", attempt.outcome().wireName())
                .put("w", attempt.waitMs())
                .put("r", attempt.runMs());
        if (attempt.error() != null) {
            item.put("e", write(attempt.error()));
        }
        return AttributeValue.fromM(item.attributes());
    }

    static Attempt read(AttributeValue value) {
        Item item = new Item(value.m());
        AttributeValue error = item.attributes().get("e");
        return new Attempt(
                (int) item.number("n", 0),
                item.timeOrNull("s"),
                item.timeOrNull("f"),
                Attempt.How.ofWireName(item.required("o")),
                item.number("w", 0),
                item.number("r", 0),
                error == null ? null : readFailure(error));
    }

    static AttributeValue write(TaskFailure failure) {
        return AttributeValue.fromM(new Item()
                .put("c", failure.code())
                .put("t", failure.type())
                .put("m", failure.message())
                .put("x", failure.trace())
                .attributes());
    }

    static TaskFailure readFailure(AttributeValue value) {
        Map<String, AttributeValue> attributes = value.m();
        Item item = new Item(attributes);
        return new TaskFailure(item.required("c"), item.textOrNull("t"), item.required("m"), item.textOrNull("x"));
    }
}
