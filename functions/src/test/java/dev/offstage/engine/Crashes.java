package dev.offstage.engine;

import dev.offstage.count.DayCounts;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;

/** Ends a tick before or after one of its writes, counted over all of its ports. */
final class Crashes {
    private static final Set<String> WRITES =
            Set.of("replace", "move", "close", "follow", "send", "released", "create");

    private int left;
    private boolean dead;
    private final boolean after;

    /** @param writes how many writes go well; from -1 on none fails */
    Crashes(int writes, boolean after) {
        this.left = writes;
        this.after = after;
    }

    /** The end of a function. An error, since no code may catch it. */
    static final class Died extends Error {
        private static final long serialVersionUID = 1;
    }

    /** Whether the tick has died. */
    synchronized boolean happened() {
        return dead;
    }

    TickPorts in(TickPorts ports) {
        return new TickPorts(
                in(TaskStore.class, ports.store()),
                in(TaskQueue.class, ports.queue()),
                in(SweepMark.class, ports.mark()),
                in(PauseBoard.class, ports.board()),
                ports.survey(),
                in(Redrives.class, ports.redrives()),
                in(LossLedger.class, ports.ledger()),
                in(DayCounts.class, ports.counts()),
                ports.enqueuer());
    }

    private <T> T in(Class<T> port, T target) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    boolean dies = dies(method.getName());
                    if (dies && !after) {
                        throw new Died();
                    }
                    try {
                        Object answer = method.invoke(target, arguments);
                        if (dies) {
                            throw new Died();
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    /** The dead call nothing any more. */
    private synchronized boolean dies(String method) {
        if (dead) {
            throw new Died();
        }
        dead = WRITES.contains(method) && left-- == 0;
        return dead;
    }
}
