package dev.offstage.local.template;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which types of resources are wired, and which are known to have no effect on one machine. */
final class ResourceTypes {
    private static final Set<String> WIRED = Set.of(
            "AWS::ApiGatewayV2::Api",
            "AWS::ApiGatewayV2::Integration",
            "AWS::ApiGatewayV2::Route",
            "AWS::ApiGatewayV2::Stage",
            "AWS::DynamoDB::Table",
            "AWS::SQS::Queue",
            "AWS::Serverless::Function",
            "AWS::Serverless::HttpApi");
    private static final Map<String, String> WITHOUT_EFFECT = Map.ofEntries(
            Map.entry("AWS::ApiGatewayV2::Authorizer", "authorizer"),
            Map.entry("AWS::CloudWatch::Alarm", "alarms"),
            Map.entry("AWS::CloudWatch::CompositeAlarm", "alarms"),
            Map.entry("AWS::CloudWatch::Dashboard", "dashboards"),
            Map.entry("AWS::IAM::ManagedPolicy", "roles and policies"),
            Map.entry("AWS::IAM::Policy", "roles and policies"),
            Map.entry("AWS::IAM::Role", "roles and policies"),
            Map.entry("AWS::Lambda::Permission", "permissions of functions"),
            Map.entry("AWS::Logs::LogGroup", "log groups"),
            Map.entry("AWS::Logs::MetricFilter", "metric filters of logs"),
            Map.entry("AWS::SNS::Subscription", "topics"),
            Map.entry("AWS::SNS::Topic", "topics"),
            Map.entry("AWS::SNS::TopicInlinePolicy", "topics"),
            Map.entry("AWS::SNS::TopicPolicy", "topics"),
            Map.entry("AWS::SQS::QueueInlinePolicy", "queue policies"),
            Map.entry("AWS::SQS::QueuePolicy", "queue policies"));

    private ResourceTypes() {}

    static boolean isWired(String type) {
        return WIRED.contains(type);
    }

    /** The word for a type that is left out here; empty for any other. */
    static Optional<String> withoutEffect(String type) {
        return Optional.ofNullable(WITHOUT_EFFECT.get(type));
    }

    /** The property that becomes what {@code Ref} gives; none for types whose {@code Ref} is an id that AWS makes up. */
    static String nameProperty(String type) {
        return switch (type) {
            case "AWS::ApiGatewayV2::Api",
                    "AWS::ApiGatewayV2::Authorizer",
                    "AWS::ApiGatewayV2::Integration",
                    "AWS::ApiGatewayV2::Route",
                    "AWS::ApiGatewayV2::Stage" -> "";
            case "AWS::DynamoDB::Table" -> "TableName";
            case "AWS::SQS::Queue" -> "QueueName";
            case "AWS::Serverless::Function" -> "FunctionName";
            case "AWS::Logs::LogGroup" -> "LogGroupName";
            case "AWS::IAM::Role" -> "RoleName";
            default -> "Name";
        };
    }
}
