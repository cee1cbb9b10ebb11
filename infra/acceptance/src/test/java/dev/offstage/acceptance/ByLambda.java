package dev.offstage.acceptance;

import dev.offstage.local.template.EventSource.QueueSource;
import dev.offstage.local.template.FunctionSpec;
import dev.offstage.local.template.Privilege;
import dev.offstage.local.template.QueueSpec;
import dev.offstage.local.template.Stack;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What Lambda itself calls with a function's role, where no emulator sees it. */
final class ByLambda {
    private ByLambda() {}

    static Set<Privilege> of(Stack stack, Map<String, String> logGroups) {
        Map<String, String> queues = stack.queues().stream().collect(Collectors.toMap(QueueSpec::name, QueueSpec::id));
        Set<Privilege> calls = new LinkedHashSet<>();
        for (FunctionSpec function : stack.functions()) {
            String group = logGroups.getOrDefault(function.id(), "a log group of its own");
            // Each execution environment makes a stream in the function's log group.
            calls.add(new Privilege(function.id(), "logs:CreateLogStream", group));
            // It writes to that stream what the function prints.
            calls.add(new Privilege(function.id(), "logs:PutLogEvents", group));
            for (var source : function.events()) {
                if (source instanceof QueueSource queue) {
                    // A mapping asks for its queue's length to choose how many pollers it needs.
                    calls.add(new Privilege(
                            function.id(),
                            "sqs:GetQueueAttributes",
                            queues.getOrDefault(queue.queueName(), queue.queueName())));
                }
            }
        }
        return calls;
    }
}
