package dev.offstage.bench;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * Counts the requests of every SDK client in this process, and what DynamoDB says that they consumed. The SDK finds this class
 * by its name in a resource and makes an instance for each client, so what is counted is shared by all of them.
 */
public final class CallCounter implements ExecutionInterceptor {
    /** A machine that stalls for seconds makes no request a repeated one: what is counted is the same on every machine. */
    private static final AwsRequestOverrideConfiguration PATIENT = AwsRequestOverrideConfiguration.builder()
            .apiCallAttemptTimeout(Duration.ofMinutes(1))
            .apiCallTimeout(Duration.ofMinutes(2))
            .build();

    private static final AtomicReference<Tally> COUNTED = new AtomicReference<>(Tally.NOTHING);

    /** What was counted since the last call of this method or of {@link #reset()}. */
    static Tally take() {
        return COUNTED.getAndSet(Tally.NOTHING);
    }

    static void reset() {
        COUNTED.set(Tally.NOTHING);
    }

    private static void add(Tally more) {
        Tally unused = COUNTED.accumulateAndGet(more, Tally::plus);
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        SdkRequest request = counted(context);
        return request instanceof AwsRequest aws && aws.overrideConfiguration().isEmpty()
                ? aws.toBuilder().overrideConfiguration(PATIENT).build()
                : request;
    }

    private static SdkRequest counted(Context.ModifyRequest context) {
        return switch (context.request()) {
            case DynamoDbRequest request -> Consumption.asked(request);
            // The queues know nothing of the clock that is moved here: what is to wait waits by that clock alone.
            case SendMessageRequest send -> send.toBuilder().delaySeconds(0).build();
            case SdkRequest other -> other;
        };
    }

    /** Comes once for each request on the wire, repeats of the SDK included: each of them is paid. */
    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        add(Tally.call(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME) + " "
                + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME)));
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        if (context.response() instanceof DynamoDbResponse response) {
            add(Consumption.of(context.request(), response));
        }
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        if (context.exception() instanceof ConditionalCheckFailedException) {
            add(Tally.refusedWrite());
        }
    }
}
