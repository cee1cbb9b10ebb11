package dev.offstage.local.template;

import java.util.Set;

/** Reads an HTTP API: its routes stand at the functions, the rest has no effect here. */
final class HttpApiReader {
    private final Set<String> withoutEffect;

    HttpApiReader(Set<String> withoutEffect) {
        this.withoutEffect = withoutEffect;
    }

    void read(Section api) {
        WithoutEffect.in(api, withoutEffect)
                .of("authorizer", "Auth")
                .of("throttling", "DefaultRouteSettings", "RouteSettings")
                .of("access log", "AccessLogSettings")
                .of("tags", "Tags", "PropagateTags")
                .done();
        api.ignore("Description", "Name", "FailOnWarnings", "DisableExecuteApiEndpoint");
        if (!api.text("StageName").orElse("$default").equals("$default")) {
            throw api.fault("StageName", "must be $default here, else paths would begin with the stage");
        }
        api.end();
    }
}
