package dev.offstage.local.call;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Notes the calls of every SDK client in this process, by the access key id that signed them. The SDK finds this class by its
 * name in a resource and makes an instance for each client, so where it notes them is shared by all.
 */
public final class AwsCalls implements ExecutionInterceptor {
    private static final AtomicReference<@Nullable CallLog> LOG = new AtomicReference<>();
    private static final Pattern CREDENTIAL = Pattern.compile("Credential=([^/]+)/");

    /** From now on calls are noted in {@code log}. */
    public static void record(CallLog log) {
        LOG.set(log);
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        CallLog log = LOG.get();
        if (log == null) {
            return;
        }
        Matcher credential = CREDENTIAL.matcher(
                context.httpRequest().firstMatchingHeader("Authorization").orElse(""));
        if (credential.find()) {
            String operation = String.valueOf(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
            String service = String.valueOf(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME));
            note(log, credential.group(1), service, operation, context.request());
        }
    }

    private static void note(CallLog log, String caller, String service, String operation, SdkRequest request) {
        if (service.equals("Sqs")) {
            String name = request.getValueForField("QueueName", String.class).orElse("*");
            String queue = request.getValueForField("QueueUrl", String.class).orElse(name);
            log.queue(caller, singular(operation), queue);
            return;
        }
        if (service.equals("SesV2")) {
            log.mail(caller, operation);
            return;
        }
        String index = request.getValueForField("IndexName", String.class).orElse(null);
        for (String table : tables(request)) {
            log.table(caller, operation, table, index);
        }
    }

    /** SQS asks for the same privilege for many messages as for one. */
    private static String singular(String operation) {
        return operation.endsWith("Batch") ? operation.substring(0, operation.length() - "Batch".length()) : operation;
    }

    /** A batch names its tables inside; what names none is about all of them. */
    private static List<String> tables(SdkRequest request) {
        return request.getValueForField("TableName", String.class)
                .map(List::of)
                .orElseGet(() -> request.getValueForField("RequestItems", Map.class)
                        .map(AwsCalls::names)
                        .orElse(List.of("*")));
    }

    private static List<String> names(Map<?, ?> items) {
        return items.keySet().stream().map(String::valueOf).toList();
    }
}
