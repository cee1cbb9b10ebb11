package dev.offstage.acceptance;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One host with the demo types for all classes that look at nothing but their own tasks. It gives them {@link Jobs}. */
final class SharedStage implements BeforeAllCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SharedStage.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        Target.assumeLocal();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Jobs.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Stage stage =
                context.getRoot().getStore(NAMESPACE).computeIfAbsent(Stage.class, type -> Stage.demo(), Stage.class);
        return new Jobs(stage.api());
    }
}
