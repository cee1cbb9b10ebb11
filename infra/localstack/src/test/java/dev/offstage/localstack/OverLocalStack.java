package dev.offstage.localstack;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Gives the acceptance suite the queues and tables of one LocalStack, before the first of its classes is loaded. Without
 * Docker or without the image every class is skipped, and why is said.
 */
public final class OverLocalStack implements ExecutionCondition {
    private static final Namespace NAMESPACE = Namespace.create(OverLocalStack.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Stores stores = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Stores.class, type -> Stores.start(), Stores.class);
        return stores.whyNot()
                .map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("LocalStack runs."));
    }
}
