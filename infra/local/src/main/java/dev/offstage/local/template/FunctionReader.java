package dev.offstage.local.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a function and what makes it run. */
final class FunctionReader {
    private final String stack;
    private final Set<String> withoutEffect;

    FunctionReader(String stack, Set<String> withoutEffect) {
        this.stack = stack;
        this.withoutEffect = withoutEffect;
    }

    FunctionSpec read(String id, String name, Section function) {
        leaveOut(function);
        function.only("PackageType", "Zip");
        if (!function.required("Runtime").startsWith("java")) {
            throw function.fault("Runtime", "must be a Java runtime here, such as java25");
        }
        FunctionSpec spec = new FunctionSpec(
                id,
                name,
                handlerClass(function),
                function.line("Handler"),
                Duration.ofSeconds(function.number("Timeout", 3, 1, 900)),
                function.number("MemorySize", 128, 128, 10_240),
                environment(function),
                retries(function),
                events(function));
        function.end();
        return spec;
    }

    private void leaveOut(Section function) {
        function.ignore("CodeUri", "Description", "FunctionName", "VersionDescription");
        if (function.has("MemorySize")) {
            withoutEffect.add("memory");
        }
        WithoutEffect.in(function, withoutEffect)
                .of("roles and policies", "Role", "RolePath", "Policies", "PermissionsBoundary")
                .of("architecture", "Architectures")
                .of("alias", "AutoPublishAlias", "AutoPublishAliasAllProperties", "AutoPublishCodeSha256")
                .of("deployment preference", "DeploymentPreference")
                .of("SnapStart", "SnapStart")
                .of("log groups", "LoggingConfig")
                .of("tracing", "Tracing")
                .of("encryption", "KmsKeyArn")
                .of("runtime updates", "RuntimeManagementConfig")
                .of("disk size", "EphemeralStorage")
                .of("reserved concurrency", "ReservedConcurrentExecutions", "ProvisionedConcurrencyConfig")
                .of("tags", "Tags", "PropagateTags")
                .done();
    }

    private static String handlerClass(Section function) {
        String[] parts = function.required("Handler").split("::", 2);
        if (parts.length == 2 && !parts[1].equals("handleRequest")) {
            throw function.fault("Handler", "must name the method handleRequest, not " + parts[1]);
        }
        return parts[0];
    }

    private static Map<String, String> environment(Section function) {
        return function.section("Environment")
                .map(environment -> {
                    Map<String, String> variables = environment
                            .section("Variables")
                            .map(Section::textsByName)
                            .orElse(Map.of());
                    environment.end();
                    return variables;
                })
                .orElse(Map.of());
    }

    private int retries(Section function) {
        return function.section("EventInvokeConfig")
                .map(config -> {
                    int retries = config.number("MaximumRetryAttempts", 2, 0, 2);
                    WithoutEffect.in(config, withoutEffect)
                            .of("event age", "MaximumEventAgeInSeconds")
                            .done();
                    config.end();
                    return retries;
                })
                .orElse(2);
    }

    private List<EventSource> events(Section function) {
        EventReader reader = new EventReader(stack, withoutEffect);
        return function.section("Events")
                .map(events -> events.children().values().stream()
                        .flatMap(event -> reader.read(event).stream())
                        .toList())
                .orElse(List.of());
    }
}
