package dev.offstage.local;

import dev.offstage.local.demo.DemoSite;
import dev.offstage.local.function.FunctionException;
import dev.offstage.local.function.LocalFunction;
import dev.offstage.local.http.HttpApi;
import dev.offstage.local.queue.QueuePoller;
import dev.offstage.local.template.EventSource.QueueSource;
import dev.offstage.local.template.EventSource.Timer;
import dev.offstage.local.template.FunctionSpec;
import dev.offstage.local.template.Stack;
import dev.offstage.local.template.TemplateReader;
import dev.offstage.local.time.FunctionTimer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.logging.Logger;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A running stack. */
final class Host implements AutoCloseable {
    private final Stack stack;
    private static final Logger LOG = Logger.getLogger(Host.class.getName());

    private final Emulators emulators;
    private final List<LocalFunction> functions;
    private final SqsClient receiver;
    private final SqsClient client;
    private final HttpApi api;
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    private final List<QueuePoller> pollers = new ArrayList<>();

    private Host(Stack stack, Emulators emulators, List<LocalFunction> functions, HttpApi api) {
        this.stack = stack;
        this.emulators = emulators;
        this.functions = functions;
        this.receiver = Emulators.sqs(emulators.queues().address());
        this.client = Emulators.sqs(emulators.queues().address());
        this.api = api;
    }

    /** Starts everything that {@code settings} ask for and says on {@code out} what that is. */
    static Host start(Settings settings, Clock clock, PrintStream out) throws Exception {
        Stack stack = TemplateReader.read(template(settings), settings.parameters());
        Schedules.check(stack);
        DataFolder folder = settings.data() == null ? null : DataFolder.open(settings.data());
        Optional<DemoSite> demo = settings.demo() ? Optional.of(DemoSite.start()) : Optional.empty();
        Emulators emulators = Emulators.start(stack, folder);
        warnOfUnknown(settings.environment(), stack);
        Environments environments = new Environments(settings, emulators, demo);
        List<LocalFunction> functions = functions(stack, environments, clock);
        HttpApi api = listen(settings.port(), functions, clock);
        Host host = new Host(stack, emulators, functions, api);
        host.connect(clock);
        new StartPrint(out).print(stack, api.address(), settings.demo());
        return host;
    }

    /** A typing error in a name would otherwise pass in silence. */
    private static void warnOfUnknown(Map<String, String> given, Stack stack) {
        for (String name : given.keySet()) {
            if (stack.functions().stream().noneMatch(spec -> spec.environment().containsKey(name))) {
                LOG.warning(() ->
                        "No function of the template declares the variable " + name + "; --env sets it all the same.");
            }
        }
    }

    private static String template(Settings settings) throws IOException, StartException {
        if (Files.notExists(settings.template())) {
            throw new StartException("There is no template " + settings.template() + "; name it with --template.");
        }
        return Files.readString(settings.template());
    }

    private static List<LocalFunction> functions(Stack stack, Environments environments, Clock clock)
            throws StartException, SettingException {
        List<LocalFunction> functions = new ArrayList<>();
        for (FunctionSpec spec : stack.functions()) {
            try {
                functions.add(LocalFunction.make(spec, environments.of(spec), clock));
            } catch (FunctionException e) {
                if (e.getCause() instanceof IllegalArgumentException refused) {
                    throw new SettingException(String.valueOf(refused.getMessage()));
                }
                throw new StartException(e.getMessage() + ".");
            }
        }
        return functions;
    }

    private static HttpApi listen(int port, List<LocalFunction> functions, Clock clock) throws Exception {
        try {
            return HttpApi.start(port, functions, clock);
        } catch (IOException e) {
            throw new StartException(
                    "Port " + port + " is taken (" + e.getMessage() + "): give another one to --port.");
        }
    }

    private void connect(Clock clock) {
        Map<String, LocalFunction> byId = new java.util.LinkedHashMap<>();
        functions.forEach(function -> byId.put(function.spec().id(), function));
        byId.values()
                .forEach(function -> function.spec().events().forEach(source -> {
                    if (source instanceof QueueSource queue) {
                        pollers.add(QueuePoller.start(queue, function, receiver, client));
                    } else if (source instanceof Timer timer) {
                        FunctionTimer.start(timer, function, timers, clock);
                    }
                }));
    }

    /** Takes no more work, waits for what runs, at most for its time-outs, and ends. */
    @Override
    public void close() {
        timers.shutdown();
        api.close();
        pollers.forEach(QueuePoller::stop);
        Duration longest = stack.functions().stream()
                .map(FunctionSpec::timeout)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        try {
            for (QueuePoller poller : pollers) {
                boolean unused = poller.await(longest.toSeconds());
            }
            for (LocalFunction function : functions) {
                boolean unused = function.await(function.spec().timeout());
            }
        } catch (InterruptedException ignored) {
            Thread.currentThread().interrupt();
        }
        api.stop();
        emulators.close();
    }
}
