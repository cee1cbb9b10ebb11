package dev.offstage.aws;

import dev.offstage.engine.UnavailableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Says in the engine's words that a call failed for good, after the SDK's own retries; a lost condition stays what it is. */
final class Unavailability implements ExecutionInterceptor {
    @Override
    public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes attributes) {
        Throwable cause = context.exception();
        if (cause instanceof ConditionalCheckFailedException || !(cause instanceof SdkException)) {
            return cause;
        }
        String call = context.request().getClass().getSimpleName().replace("Request", "");
        return new UnavailableException(call + " failed: " + cause.getMessage(), cause);
    }
}
