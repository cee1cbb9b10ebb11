package dev.offstage.local.template;

import dev.offstage.local.template.Value.Fields;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a reference to a parameter, a pseudo parameter or a resource gives. */
final class Names {
    private final Map<String, String> parameters;
    private final Map<String, Fields> resources;
    private final Set<String> asking = new HashSet<>();

    Names(Map<String, String> parameters, Map<String, Fields> resources) {
        this.parameters = parameters;
        this.resources = resources;
    }

    String ref(String name, int line, Resolver resolver) {
        String parameter = parameters.get(name);
        if (parameter != null) {
            return parameter;
        }
        if (name.startsWith("AWS::")) {
            return pseudo(name, line);
        }
        String own = physicalName(name, line, resolver);
        return type(name).equals("AWS::SQS::Queue") ? Stack.QUEUE_ORIGIN + "/" + Stack.ACCOUNT + "/" + own : own;
    }

    private static String pseudo(String name, int line) {
        return switch (name) {
            case "AWS::AccountId" -> Stack.ACCOUNT;
            case "AWS::Partition" -> "aws";
            case "AWS::Region" -> Stack.REGION;
            case "AWS::StackId" -> arn("cloudformation", "stack/" + Stack.NAME + "/local");
            case "AWS::StackName" -> Stack.NAME;
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
        Fields resource = resources.get(baseOf(id));
        return resource != null && resource.get("Type") instanceof Value.Text text ? text.text() : "";
    }

    /** SAM lets {@code Function.Alias} and {@code Function.Version} stand for what it makes. */
    private static String baseOf(String id) {
        return id.replaceFirst("\\.(Alias|Version)$", "");
    }

    /** The name that the resource's properties give it; without one the stack's name and its own. */
    String physicalName(String id, int line, Resolver resolver) {
        Fields resource = resources.get(baseOf(id));
        if (resource == null) {
            throw new TemplateException(line, "there is no parameter or resource " + id);
        }
        Value given = resource.get("Properties") instanceof Fields properties
                ? properties.get(ResourceTypes.nameProperty(type(id)))
                : null;
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
        return Stack.NAME + "-" + baseOf(id);
    }
}
