package dev.offstage.local.template;

import dev.offstage.local.template.Value.Fields;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a reference to a parameter, a pseudo parameter or a resource gives. */
final class Names {
    private static final Pattern MADE_BY_SAM = Pattern.compile("(.+)\\.(Alias|Version)");

    private final String stack;
    private final Map<String, String> parameters;
    private final Map<String, Fields> resources;
    private final Fields functionGlobals;
    private final Set<String> asking = new HashSet<>();

    /**
     * Names of a stack.
     *
     * @param functionGlobals what all functions have in common, as the template has it
     */
    Names(String stack, Map<String, String> parameters, Map<String, Fields> resources, Fields functionGlobals) {
        this.stack = stack;
        this.parameters = parameters;
        this.resources = resources;
        this.functionGlobals = functionGlobals;
    }

    String stack() {
        return stack;
    }

    String ref(String name, int line, Resolver resolver) {
        String parameter = parameters.get(name);
        if (parameter != null) {
            return parameter;
        }
        if (name.startsWith("AWS::")) {
            return pseudo(name, line);
        }
        Matcher made = MADE_BY_SAM.matcher(name);
        if (made.matches()) {
            String function = attribute(made.group(1), "Arn", line, resolver);
            return function + ":" + (made.group(2).equals("Version") ? "1" : alias(made.group(1), line, resolver));
        }
        String own = physicalName(name, line, resolver);
        return type(name).equals("AWS::SQS::Queue") ? Stack.QUEUE_ORIGIN + "/" + Stack.ACCOUNT + "/" + own : own;
    }

    /** The alias that SAM publishes of the function {@code id}. */
    private String alias(String id, int line, Resolver resolver) {
        Value own = properties(id).get("AutoPublishAlias");
        Value given = own == null ? functionGlobals.get("AutoPublishAlias") : own;
        if (given != null && resolver.resolve(given) instanceof Value.Text text) {
            return text.text();
        }
        throw new TemplateException(line, id + " has no AutoPublishAlias, so there is no " + id + ".Alias");
    }

    private String pseudo(String name, int line) {
        return switch (name) {
            case "AWS::AccountId" -> Stack.ACCOUNT;
            case "AWS::Partition" -> "aws";
            case "AWS::Region" -> Stack.REGION;
            case "AWS::StackId" -> arn("cloudformation", "stack/" + stack + "/local");
            case "AWS::StackName" -> stack;
            case "AWS::URLSuffix" -> "amazonaws.com";
            default -> throw new TemplateException(line, name + " is not known here");
        };
    }

    String attribute(String id, String attribute, int line, Resolver resolver) {
        String own = physicalName(id, line, resolver);
        String type = type(id);
        return switch (type + " " + attribute) {
            case "AWS::SQS::Queue Arn" -> arn("sqs", own);
            case "AWS::SQS::Queue QueueName" -> own;
            case "AWS::SQS::Queue QueueUrl" -> ref(id, line, resolver);
            case "AWS::DynamoDB::Table Arn" -> arn("dynamodb", "table/" + own);
            case "AWS::Serverless::Function Arn" -> arn("lambda", "function:" + own);
            case "AWS::IAM::Role Arn" -> "arn:aws:iam::" + Stack.ACCOUNT + ":role/" + own;
            case "AWS::ApiGatewayV2::Api ApiEndpoint" ->
                "https://" + own + ".execute-api." + Stack.REGION + ".amazonaws.com";
            case "AWS::Logs::LogGroup Arn" -> arn("logs", "log-group:" + own + ":*");
            default -> {
                if (ResourceTypes.isWired(type)) {
                    throw new TemplateException(
                            line, "the attribute " + attribute + " of " + id + " is not known here");
                }
                yield arn("offstage", id + "/" + attribute);
            }
        };
    }

    private static String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + Stack.REGION + ":" + Stack.ACCOUNT + ":" + resource;
    }

    private String type(String id) {
        Fields resource = resources.get(id);
        return resource != null && resource.get("Type") instanceof Value.Text text ? text.text() : "";
    }

    private Fields properties(String id) {
        Fields resource = resources.get(id);
        return resource != null && resource.get("Properties") instanceof Fields properties ? properties : Fields.NONE;
    }

    /** The name that the resource's properties give it; without one the stack's name and its own. */
    String physicalName(String id, int line, Resolver resolver) {
        Fields resource = resources.get(id);
        if (resource == null) {
            throw new TemplateException(line, "there is no parameter or resource " + id);
        }
        if (!resolver.isThere(resource)) {
            throw new TemplateException(line, "there is no " + id + ", since its condition does not hold");
        }
        Value given = properties(id).get(ResourceTypes.nameProperty(type(id)));
        if (given != null) {
            if (!asking.add(id)) {
                throw new TemplateException(line, "the name of " + id + " depends on itself");
            }
            Value resolved = resolver.resolve(given);
            asking.remove(id);
            if (resolved instanceof Value.Text text) {
                return text.text();
            }
        }
        return stack + "-" + id;
    }
}
