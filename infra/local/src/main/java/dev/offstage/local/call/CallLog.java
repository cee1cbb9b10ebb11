package dev.offstage.local.call;

import dev.offstage.local.template.FunctionSpec;
import dev.offstage.local.template.Privilege;
import dev.offstage.local.template.QueueSpec;
import dev.offstage.local.template.Stack;
import dev.offstage.local.template.TableSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A file of what functions call, a line for each call that is new, written before the call goes out. */
public final class CallLog {
    private final Path file;
    private final Set<String> functions;
    private final Map<String, String> tables = new HashMap<>();
    private final Map<String, String> queues = new HashMap<>();
    private final Set<Privilege> seen = ConcurrentHashMap.newKeySet();

    /** Adds to {@code file} what the functions of {@code stack} call. */
    public CallLog(Path file, Stack stack) {
        this.file = file;
        this.functions = stack.functions().stream().map(FunctionSpec::id).collect(Collectors.toUnmodifiableSet());
        for (TableSpec table : stack.tables()) {
            tables.put(table.name(), table.id());
        }
        for (QueueSpec queue : stack.queues()) {
            queues.put(queue.name(), queue.id());
        }
    }

    /** Notes a call of DynamoDB; {@code index} is null for the table itself. Whoever is no function is left out. */
    void table(String caller, String action, String table, @Nullable String index) {
        note(
                caller,
                "dynamodb:" + action,
                tables.getOrDefault(table, table) + (index == null ? "" : "/index/" + index));
    }

    /** Notes a call of SQS; {@code queue} is the queue's name or URL. */
    void queue(String caller, String action, String queue) {
        String name = queue.substring(queue.lastIndexOf('/') + 1);
        note(caller, "sqs:" + action, queues.getOrDefault(name, name));
    }

    /** Notes a call of SES, which asks for the privilege on the sender's identity and, where that has one, its configuration set. */
    void mail(String caller, String action) {
        note(caller, "ses:" + action, "identity/*");
        note(caller, "ses:" + action, "configuration-set/*");
    }

    private void note(String caller, String action, String resource) {
        Privilege call = new Privilege(caller, action, resource);
        if (functions.contains(caller) && seen.add(call)) {
            write(call);
        }
    }

    private synchronized void write(Privilege call) {
        try {
            Files.writeString(file, call.toText() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
