package dev.offstage.jobs.mail;

import static java.util.Objects.requireNonNull;

import dev.offstage.task.TaskId;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A user as an item. */
final class UserItem {
    private UserItem() {}

    static Map<String, AttributeValue> key(MailAddress address) {
        return Map.of("pk", AttributeValue.fromS("user#" + address.mailbox()), "sk", AttributeValue.fromS("user"));
    }

    static Map<String, AttributeValue> write(User user) {
        return Map.of(
                "pk", AttributeValue.fromS("user#" + user.address().mailbox()),
                "sk", AttributeValue.fromS("user"),
                "address", AttributeValue.fromS(user.address().text()),
                "name", AttributeValue.fromS(user.name()),
                "taskId", AttributeValue.fromS(user.welcome().toString()),
                "welcomed", AttributeValue.fromBool(user.welcomed()));
    }

    static User read(Map<String, AttributeValue> item) {
        return new User(
                new MailAddress(attribute(item, "address").s()),
                attribute(item, "name").s(),
                TaskId.parse(attribute(item, "taskId").s()).orElseThrow(),
                attribute(item, "welcomed").bool());
    }

    private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
        return requireNonNull(item.get(name), () -> "The item " + item.get("pk") + " has no attribute " + name + ".");
    }
}
