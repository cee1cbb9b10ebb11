package dev.offstage.local.template;

import java.util.List;
import java.util.SortedSet;

/**
 * What the template describes, as far as it runs here.
 *
 * @param name begins the names of what the stack makes
 * @param withoutEffect words for what the template holds and this host knows to have no effect on one machine
 */
public record Stack(
        String name,
        List<FunctionSpec> functions,
        List<QueueSpec> queues,
        List<TableSpec> tables,
        SortedSet<String> withoutEffect) {
    /** Twelve digits, as every account has. */
    public static final String ACCOUNT = "000000000000";

    public static final String REGION = "us-east-1";
    /** The name of a stack that was given no other. */
    public static final String NAME = "offstage";

    /** Stands in queue URLs for the address that the queues get when they start. */
    public static final String QUEUE_ORIGIN = "http://queues.invalid";
}
