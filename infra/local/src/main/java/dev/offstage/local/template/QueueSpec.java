package dev.offstage.local.template;

import java.util.Map;

/**
 * A queue of the template.
 *
 * @param attributes as SQS calls them; {@code RedrivePolicy} among them when there is one
 */
public record QueueSpec(String id, String name, Map<String, String> attributes) {
    /** The ARN that messages of this queue carry. */
    public String arn() {
        return arnOf(name);
    }

    /** The ARN of the queue called {@code name}. */
    public static String arnOf(String name) {
        return "arn:aws:sqs:" + Stack.REGION + ":" + Stack.ACCOUNT + ":" + name;
    }
}
