package dev.offstage.local;

import dev.offstage.local.http.Porter;
import dev.offstage.local.queue.QueueServer;
import dev.offstage.local.table.TableServer;
import dev.offstage.local.template.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Emulators of queues and tables in this process, which hold those of a stack. */
record Emulators(String host, QueueServer queues, TableServer tables) implements Stores {
    /** Starts both for functions of this process and makes what the stack needs; a null folder keeps nothing. */
    static Emulators start(Stack stack, @Nullable DataFolder folder) throws Exception {
        return start(
                stack,
                "127.0.0.1",
                () -> QueueServer.start(queues(folder), Stack.REGION, Stack.ACCOUNT),
                () -> TableServer.start(tables(folder)));
    }

    /**
     * Starts both for functions elsewhere and makes what the stack needs.
     *
     * @param host the address of this machine to listen on
     * @param port that of the queues, the tables take the next; 0 takes free ones
     * @param folder null keeps nothing
     * @param porter says whom they answer
     */
    static Emulators start(Stack stack, String host, int port, @Nullable DataFolder folder, Porter porter)
            throws Exception {
        int next = port == 0 ? 0 : port + 1;
        return start(
                stack,
                host,
                () -> at(
                        host,
                        port,
                        () -> QueueServer.start(queues(folder), host, port, Stack.REGION, Stack.ACCOUNT, porter)),
                () -> at(host, next, () -> TableServer.start(tables(folder), host, next, porter)));
    }

    private static Emulators start(
            Stack stack, String host, Callable<QueueServer> queueStart, Callable<TableServer> tableStart)
            throws Exception {
        FutureTask<TableServer> tables = aside(() -> {
            TableServer server = tableStart.call();
            Provision.tables(stack, Endpoints.at(host, server.port()));
            return server;
        });
        QueueServer queues = queueStart.call();
        Provision.queues(stack, Endpoints.at(queues.host(), queues.port()));
        try {
            return new Emulators(host, queues, tables.get());
        } catch (ExecutionException e) {
            queues.close();
            throw e.getCause() instanceof StartException refused ? refused : e;
        }
    }

    private static <T> FutureTask<T> aside(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofPlatform().daemon().start(task);
        return task;
    }

    private static @Nullable Path queues(@Nullable DataFolder folder) {
        return folder == null ? null : folder.queues();
    }

    private static @Nullable Path tables(@Nullable DataFolder folder) {
        return folder == null ? null : folder.tables();
    }

    private static <T> T at(String host, int port, Callable<T> start) throws Exception {
        try {
            return start.call();
        } catch (IOException e) {
            throw taken(host, port, e);
        }
    }

    private static StartException taken(String host, int port, IOException cause) {
        return new StartException("Port " + port + " of " + host + " cannot be had (" + cause.getMessage()
                + "): give another one to --port, or an address of this machine to --host.");
    }

    @Override
    public Endpoints endpoints() {
        return new Endpoints(Endpoints.at(queues.host(), queues.port()), Endpoints.at(host, tables.port()));
    }

    /** Where both are reached by the address {@code name}. */
    Endpoints endpointsAt(String name) {
        return new Endpoints(Endpoints.at(name, queues.port()), Endpoints.at(name, tables.port()));
    }

    @Override
    public void close() {
        queues.close();
        tables.close();
    }
}
