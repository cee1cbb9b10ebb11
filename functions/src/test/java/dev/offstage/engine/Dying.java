package dev.offstage.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** Ends a caller after a number of its calls to ports, or just before the next: the call counts, its answer never comes. */
public final class Dying {
    private final AtomicInteger left;

    /** The end of the caller. An error, since no code may catch it. */
    public static final class Died extends Error {
        private static final long serialVersionUID = 1;
    }

    /** @param halfSteps even: dies before a call; odd: dies after a call that was done */
    public Dying(int halfSteps) {
        this.left = new AtomicInteger(halfSteps);
    }

    /** {@code port}, but the caller may die at each call. */
    public <P> P at(Class<P> type, P port) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            step();
            try {
                Object answer = method.invoke(port, args);
                step();
                return answer;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    /** Dies now; to be thrown. */
    public Died die() {
        left.set(0);
        return new Died();
    }

    private void step() {
        if (left.getAndDecrement() <= 0) {
            throw new Died();
        }
    }
}
