package dev.offstage.local;

import dev.offstage.local.demo.DemoSite;
import dev.offstage.local.template.FunctionSpec;
import dev.offstage.local.template.Stack;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The environment variables of each function. */
final class Environments {
    private final Settings settings;
    private final Emulators emulators;
    private final Optional<DemoSite> demo;

    Environments(Settings settings, Emulators emulators, Optional<DemoSite> demo) {
        this.settings = settings;
        this.emulators = emulators;
        this.demo = demo;
    }

    Map<String, String> of(FunctionSpec spec) {
        Map<String, String> variables = new LinkedHashMap<>();
        String queues = emulators.queues().address().toString();
        spec.environment().forEach((name, value) -> variables.put(name, value.replace(Stack.QUEUE_ORIGIN, queues)));
        demo.ifPresent(site -> demonstrate(site, variables));
        variables.put("AWS_REGION", Stack.REGION);
        variables.put("AWS_DEFAULT_REGION", Stack.REGION);
        variables.put("AWS_ACCESS_KEY_ID", "local");
        variables.put("AWS_SECRET_ACCESS_KEY", "local");
        variables.put("AWS_ENDPOINT_URL_SQS", queues);
        variables.put("AWS_ENDPOINT_URL_DYNAMODB", emulators.tables().address().toString());
        variables.put("AWS_LAMBDA_FUNCTION_NAME", spec.name());
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(spec.memory()));
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + spec.name());
        variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
        variables.putAll(settings.environment());
        return Map.copyOf(variables);
    }

    /** What the user gave by parameter stays as given. */
    private void demonstrate(DemoSite site, Map<String, String> variables) {
        unlessGiven("BooksOrigin", "BOOKS_ORIGIN", site.address().toString(), variables);
        unlessGiven("BooksPaceSeconds", "BOOKS_PACE_SECONDS", "1", variables);
        unlessGiven("DemoTasks", "DEMO_TASKS", "true", variables);
    }

    private void unlessGiven(String parameter, String name, String value, Map<String, String> variables) {
        if (!settings.parameters().containsKey(parameter)) {
            variables.put(name, value);
        }
    }
}
