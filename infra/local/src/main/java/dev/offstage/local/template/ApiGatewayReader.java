package dev.offstage.local.template;

import dev.offstage.local.template.EventSource.HttpRoute;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads an HTTP API that is written out: the API, its stage, its integrations and its routes, a resource each. */
final class ApiGatewayReader {
    private static final Pattern ROUTE_KEY =
            Pattern.compile("\\$default|(ANY|GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) /.*");

    private final Set<String> withoutEffect;
    private final Map<String, Section> apis = new LinkedHashMap<>();
    private final Map<String, Section> stages = new LinkedHashMap<>();
    private final Map<String, Integration> integrations = new LinkedHashMap<>();
    private final Map<String, Route> routes = new LinkedHashMap<>();

    private record Integration(Section section, String api, String uri, Duration timeout) {}

    private record Route(Section section, String api, String target) {}

    ApiGatewayReader(Set<String> withoutEffect) {
        this.withoutEffect = withoutEffect;
    }

    void api(String name, Section api) {
        api.ignore("Name", "Description", "Version", "DisableExecuteApiEndpoint");
        WithoutEffect.in(api, withoutEffect).of("tags", "Tags").done();
        if (!api.required("ProtocolType").equals("HTTP")) {
            throw api.fault("ProtocolType", "must be HTTP here");
        }
        api.end();
        if (!apis.isEmpty()) {
            throw api.fault("ProtocolType", "makes a second API; this host serves one");
        }
        apis.put(name, api);
    }

    void stage(Section stage) {
        stage.ignore("Description");
        WithoutEffect.in(stage, withoutEffect)
                .of("throttling", "DefaultRouteSettings", "RouteSettings")
                .of("access log", "AccessLogSettings")
                .of("tags", "Tags")
                .done();
        if (!stage.required("StageName").equals("$default")) {
            throw stage.fault("StageName", "must be $default here, else paths would begin with the stage");
        }
        if (!stage.flag("AutoDeploy", false)) {
            throw stage.fault("AutoDeploy", "must be true here, since no deployment is read");
        }
        stages.put(stage.required("ApiId"), stage);
        stage.end();
    }

    void integration(String name, Section integration) {
        integration.ignore("Description");
        WithoutEffect.in(integration, withoutEffect)
                .of("roles and policies", "CredentialsArn")
                .done();
        if (!integration.required("IntegrationType").equals("AWS_PROXY")) {
            throw integration.fault("IntegrationType", "must be AWS_PROXY here: a function answers");
        }
        if (!integration.required("PayloadFormatVersion").equals("2.0")) {
            throw integration.fault("PayloadFormatVersion", "must be 2.0 here");
        }
        integration.only("ConnectionType", "INTERNET");
        integration.only("IntegrationMethod", "POST");
        Duration timeout = Duration.ofMillis(integration.number("TimeoutInMillis", 30_000, 50, 30_000));
        integrations.put(
                "integrations/" + name,
                new Integration(
                        integration, integration.required("ApiId"), integration.required("IntegrationUri"), timeout));
        integration.end();
    }

    void route(Section route) {
        route.ignore("OperationName");
        WithoutEffect.in(route, withoutEffect)
                .of("authorizer", "AuthorizationType", "AuthorizerId", "AuthorizationScopes")
                .done();
        String key = route.required("RouteKey");
        if (!ROUTE_KEY.matcher(key).matches()) {
            throw route.fault("RouteKey", "must be a method and a path, as in GET /v1/tasks, or $default, not " + key);
        }
        Route read = new Route(route, route.required("ApiId"), route.required("Target"));
        Route before = routes.put(key, read);
        if (before != null) {
            throw route.fault(
                    "RouteKey", key + " is the route of " + before.section().place() + " already");
        }
        route.end();
    }

    /** What the routes add to each function, by its id. */
    Map<String, List<HttpRoute>> routes(FunctionAddresses functions) {
        stages.forEach(this::checkApi);
        apis.forEach(this::checkStage);
        integrations.values().forEach(integration -> {
            checkApi(integration.api(), integration.section());
            var unused = functions.idAt(integration.uri(), integration.section());
        });
        Map<String, List<HttpRoute>> read = new LinkedHashMap<>();
        routes.forEach((key, route) -> {
            checkApi(route.api(), route.section());
            Integration target = integrations.get(route.target());
            if (target == null) {
                throw route.section().fault("Target", "names no integration of this template: " + route.target());
            }
            String function = functions.idAt(target.uri(), target.section());
            read.computeIfAbsent(function, unused -> new ArrayList<>()).add(new HttpRoute(key, target.timeout()));
        });
        return read;
    }

    private void checkApi(String api, Section owner) {
        if (!apis.containsKey(api)) {
            throw owner.fault("ApiId", "must name an AWS::ApiGatewayV2::Api of this template, not " + api);
        }
    }

    private void checkStage(String name, Section api) {
        if (!stages.containsKey(name)) {
            throw api.fault("ProtocolType", "is of an API without a stage; add an AWS::ApiGatewayV2::Stage");
        }
    }
}
