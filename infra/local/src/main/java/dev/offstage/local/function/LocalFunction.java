package dev.offstage.local.function;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.offstage.local.template.FunctionSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A function of the template: one handler that all invocations share, each on a thread of its own. */
public final class LocalFunction {
    /** The message of a run that outlasts the patience of whoever waits for it. */
    public static final String NO_ANSWER = "no answer in time";

    private static final Logger LOG = Logger.getLogger(LocalFunction.class.getName());

    private final FunctionSpec spec;
    private final RequestStreamHandler handler;
    private final Clock clock;
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();

    private LocalFunction(FunctionSpec spec, RequestStreamHandler handler, Clock clock) {
        this.spec = spec;
        this.handler = handler;
        this.clock = clock;
    }

    /** Makes the handler with {@code environment} and {@code clock}, by the constructor that takes these two. */
    public static LocalFunction make(FunctionSpec spec, Map<String, String> environment, Clock clock)
            throws FunctionException {
        try {
            Object handler = Class.forName(spec.handlerClass())
                    .getConstructor(Map.class, Clock.class)
                    .newInstance(environment, clock);
            if (handler instanceof RequestStreamHandler streams) {
                return new LocalFunction(spec, streams, clock);
            }
            throw new FunctionException(
                    at(spec) + spec.handlerClass() + " is no RequestStreamHandler, the only kind that runs here");
        } catch (ClassNotFoundException e) {
            throw new FunctionException(at(spec) + "there is no class " + spec.handlerClass(), e);
        } catch (NoSuchMethodException e) {
            throw new FunctionException(
                    at(spec) + spec.handlerClass() + " has no public constructor (Map<String, String>, Clock)", e);
        } catch (ReflectiveOperationException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new FunctionException(at(spec) + spec.handlerClass() + " could not be made: " + cause, cause);
        }
    }

    private static String at(FunctionSpec spec) {
        return "line " + spec.line() + ": " + spec.id() + ": ";
    }

    public FunctionSpec spec() {
        return spec;
    }

    /** Runs the function over {@code event} and waits for its answer, at most for its time-out. */
    public String invoke(String event) throws FunctionException, InterruptedException {
        return invoke(event, spec.timeout());
    }

    /** As {@link #invoke(String)}, but waits at most for {@code patience}; the run then goes on by itself. */
    public String invoke(String event, Duration patience) throws FunctionException, InterruptedException {
        FutureTask<String> run = new FutureTask<>(() -> run(event));
        Thread thread = Thread.ofVirtual().name(spec.id()).unstarted(() -> {
            try {
                run.run();
            } finally {
                running.remove(Thread.currentThread());
            }
        });
        running.add(thread);
        thread.start();
        boolean patient = patience.compareTo(spec.timeout()) >= 0;
        try {
            return run.get((patient ? spec.timeout() : patience).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException ignored) {
            if (!patient) {
                throw new FunctionException(NO_ANSWER);
            }
            boolean interrupted = run.cancel(true);
            throw failed(
                    "timed out after " + spec.timeout().toSeconds() + " s" + (interrupted ? "" : ", just as it ended"),
                    null);
        } catch (ExecutionException e) {
            throw failed("threw " + e.getCause(), e.getCause());
        }
    }

    private FunctionException failed(String how, @Nullable Throwable cause) {
        String message = spec.id() + " " + how;
        LOG.log(Level.SEVERE, message, cause);
        return new FunctionException(message);
    }

    private String run(String event) throws Exception {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        handler.handleRequest(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                answer,
                new InvocationContext(spec, clock));
        return answer.toString(StandardCharsets.UTF_8);
    }

    /** Waits until no invocation runs, at most for {@code patience}; says whether that is so. */
    public boolean await(Duration patience) throws InterruptedException {
        long end = clock.millis() + patience.toMillis();
        for (Thread thread : running) {
            long rest = end - clock.millis();
            if (rest <= 0 || !thread.join(Duration.ofMillis(rest))) {
                return false;
            }
        }
        return true;
    }
}
