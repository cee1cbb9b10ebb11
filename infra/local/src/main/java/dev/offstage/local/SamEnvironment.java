package dev.offstage.local;

import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import dev.offstage.local.template.FunctionSpec;
import dev.offstage.local.template.Stack;
import dev.offstage.local.template.TableSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The file that {@code sam local --env-vars} reads. SAM gives functions the template's names of queues and tables where
 * their addresses belong; these variables alone stand in the file, all others come from the template and its parameters.
 */
final class SamEnvironment {
    private SamEnvironment() {}

    /** Writes the variables of all functions, which reach queues and tables at {@code endpoints}. */
    static void write(Path file, Stack stack, Endpoints endpoints) throws StartException {
        Set<String> tables = stack.tables().stream().map(TableSpec::name).collect(Collectors.toSet());
        JsonObject functions = Json.object();
        for (FunctionSpec function : stack.functions()) {
            JsonObject variables = Json.object();
            of(function, tables, endpoints).forEach((name, value) -> variables.put(name, value));
            functions.put(function.id(), variables.toTree());
        }
        try {
            Files.writeString(file, functions.toText() + "\n");
        } catch (IOException e) {
            throw new StartException("The file " + file + " of --env-file cannot be written: " + e + ".");
        }
    }

    private static Map<String, String> of(FunctionSpec function, Set<String> tables, Endpoints endpoints) {
        Map<String, String> variables = new TreeMap<>();
        function.environment().forEach((name, value) -> {
            if (value.contains(Stack.QUEUE_ORIGIN)) {
                variables.put(
                        name,
                        value.replace(Stack.QUEUE_ORIGIN, endpoints.queues().toString()));
            } else if (tables.contains(value)) {
                variables.put(name, value);
            }
        });
        given("SQS_ENDPOINT", endpoints.queues().toString(), function, variables);
        given("DYNAMODB_ENDPOINT", endpoints.tables().toString(), function, variables);
        return variables;
    }

    private static void given(String name, String value, FunctionSpec function, Map<String, String> variables) {
        if (function.environment().containsKey(name)) {
            variables.put(name, value);
        }
    }
}
