package dev.offstage.local.token;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** Sentences for what DynamoDB refuses, and for what keeps a request from reaching it. */
final class Refusals {
    private static final String NEEDED = "dynamodb:GetItem, PutItem, UpdateItem, DeleteItem and Query";

    private Refusals() {}

    static PlaceException of(RuntimeException failure, String table, String where) {
        return new PlaceException(
                switch (failure) {
                    case ResourceNotFoundException ignored ->
                        "There is no table " + table + " at " + where + ": the stack's output TasksTable has the right"
                                + " name, --region the right region.";
                    case AwsServiceException refused -> refused(refused, table, where);
                    default -> "DynamoDB does not answer at " + where + ": " + reason(failure) + ".";
                });
    }

    private static String refused(AwsServiceException failure, String table, String where) {
        var details = failure.awsErrorDetails();
        String code = details == null ? "" : String.valueOf(details.errorCode());
        return switch (code) {
            case "AccessDeniedException" ->
                "These credentials may not use the table " + table + " at " + where + "; they need " + NEEDED
                        + " on it, and dynamodb:ListTables when --table is not given.";
            case "UnrecognizedClientException",
                    "InvalidSignatureException",
                    "ExpiredTokenException",
                    "IncompleteSignatureException",
                    "MissingAuthenticationTokenException" ->
                "The credentials are not taken at " + where + " (" + code + "): sign in again, or set others.";
            default ->
                "What answers at " + where + " is no DynamoDB that can be used: status " + failure.statusCode()
                        + (code.isEmpty() || code.equals("null") ? "." : ", " + code + ".");
        };
    }

    private static String reason(RuntimeException failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).strip().replaceAll("[.\\s]+$", "");
    }
}
