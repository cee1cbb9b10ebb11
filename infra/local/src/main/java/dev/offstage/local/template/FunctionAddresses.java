package dev.offstage.local.template;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the function that an integration of the HTTP API calls. */
final class FunctionAddresses {
    private static final Pattern INVOCATION =
            Pattern.compile("arn:[^:]+:apigateway:[^:]+:lambda:path/2015-03-31/functions/(.+)/invocations");
    private static final Pattern QUALIFIED = Pattern.compile("(arn:[^:]+:lambda:[^:]+:[^:]+:function:[^:]+)(:[^:]+)?");

    private final List<FunctionSpec> functions;
    private final Names names;
    private final Resolver resolver;

    FunctionAddresses(List<FunctionSpec> functions, Names names, Resolver resolver) {
        this.functions = functions;
        this.names = names;
        this.resolver = resolver;
    }

    /** The id of the function that {@code uri} calls, by its ARN, its alias or the address of an invocation. */
    String idAt(String uri, Section integration) {
        Matcher invocation = INVOCATION.matcher(uri);
        Matcher arn = QUALIFIED.matcher(invocation.matches() ? invocation.group(1) : uri);
        if (!arn.matches()) {
            throw integration.fault("IntegrationUri", "must be the ARN of a function or of its alias, not " + uri);
        }
        int line = integration.line("IntegrationUri");
        String id = functions.stream()
                .map(FunctionSpec::id)
                .filter(each -> names.attribute(each, "Arn", line, resolver).equals(arn.group(1)))
                .findFirst()
                .orElseThrow(() -> integration.fault("IntegrationUri", "names no function of this template: " + uri));
        if (arn.group(2) != null && !names.ref(id + ".Alias", line, resolver).equals(arn.group())) {
            throw integration.fault(
                    "IntegrationUri", "names the alias " + arn.group(2).substring(1) + ", which " + id + " has not");
        }
        return id;
    }
}
