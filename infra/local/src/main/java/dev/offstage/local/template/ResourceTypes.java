package dev.offstage.local.template;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which types of resources are wired, and which are known to have no effect on one machine. */
final class ResourceTypes {
    private static final Set<String> WIRED =
            Set.of("AWS::DynamoDB::Table", "AWS::SQS::Queue", "AWS::Serverless::Function", "AWS::Serverless::HttpApi");
    private static final Map<String, String> WITHOUT_EFFECT = Map.of(
            "AWS::CloudWatch::Alarm", "alarms",
            "AWS::CloudWatch::CompositeAlarm", "alarms",
            "AWS::CloudWatch::Dashboard", "dashboards",
            "AWS::IAM::ManagedPolicy", "roles and policies",
            "AWS::IAM::Policy", "roles and policies",
            "AWS::IAM::Role", "roles and policies",
            "AWS::Lambda::Permission", "roles and policies",
            "AWS::Logs::LogGroup", "log groups",
            "AWS::SQS::QueueInlinePolicy", "roles and policies",
            "AWS::SQS::QueuePolicy", "roles and policies");

    private ResourceTypes() {}

    static boolean isWired(String type) {
        return WIRED.contains(type);
    }

    /** The word for a type that is left out here; empty for any other. */
    static Optional<String> withoutEffect(String type) {
        return Optional.ofNullable(WITHOUT_EFFECT.get(type));
    }

    static String nameProperty(String type) {
        return switch (type) {
            case "AWS::DynamoDB::Table" -> "TableName";
            case "AWS::SQS::Queue" -> "QueueName";
            case "AWS::Serverless::Function" -> "FunctionName";
            case "AWS::Logs::LogGroup" -> "LogGroupName";
            case "AWS::IAM::Role" -> "RoleName";
            default -> "Name";
        };
    }
}
