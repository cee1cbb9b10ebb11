package dev.offstage.local;

import dev.offstage.local.demo.DemoSite;
import dev.offstage.local.template.FunctionSpec;
import dev.offstage.local.template.Stack;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The environment variables of each function. */
final class Environments {
    /** Whom mails come from unless the user says otherwise: nobody here verifies it. */
    static final String MAIL_FROM = "offstage@example.org";

    private final Settings settings;
    private final Endpoints endpoints;
    private final URI mails;
    private final Optional<DemoSite> demo;

    /** @param mails where mails are taken */
    Environments(Settings settings, Endpoints endpoints, URI mails, Optional<DemoSite> demo) {
        this.settings = settings;
        this.endpoints = endpoints;
        this.mails = mails;
        this.demo = demo;
    }

    Map<String, String> of(FunctionSpec spec) {
        Map<String, String> variables = new LinkedHashMap<>();
        String queues = endpoints.queues().toString();
        spec.environment().forEach((name, value) -> variables.put(name, value.replace(Stack.QUEUE_ORIGIN, queues)));
        demo.ifPresent(site -> demonstrate(site, variables));
        beLocal(variables);
        variables.put("AWS_REGION", Stack.REGION);
        variables.put("AWS_DEFAULT_REGION", Stack.REGION);
        variables.put("AWS_ACCESS_KEY_ID", settings.keyOf(spec));
        variables.put("AWS_SECRET_ACCESS_KEY", Provision.KEY);
        variables.put("AWS_ENDPOINT_URL_SQS", queues);
        variables.put("AWS_ENDPOINT_URL_DYNAMODB", endpoints.tables().toString());
        variables.put("AWS_ENDPOINT_URL_SESV2", mails.toString());
        variables.put("AWS_LAMBDA_FUNCTION_NAME", spec.name());
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(spec.memory()));
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + spec.name());
        variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
        variables.putAll(settings.environment());
        return Map.copyOf(variables);
    }

    /** Whoever reaches this host is on this machine, unless the user asks for tokens. */
    private void beLocal(Map<String, String> variables) {
        if (settings.access() == Access.OPEN && variables.containsKey(Access.VARIABLE)) {
            variables.put(Access.VARIABLE, "open");
        }
        if (variables.containsKey("OPEN_HEALTH")) {
            unlessGiven("OpenHealth", "OPEN_HEALTH", "true", variables);
        }
        if (variables.containsKey("MAIL_FROM")) {
            unlessGiven("MailFrom", "MAIL_FROM", MAIL_FROM, variables);
        }
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
