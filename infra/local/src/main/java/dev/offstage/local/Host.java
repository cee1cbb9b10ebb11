package dev.offstage.local;

import dev.offstage.local.call.AwsCalls;
import dev.offstage.local.call.CallLog;
import dev.offstage.local.demo.DemoSite;
import dev.offstage.local.function.FunctionException;
import dev.offstage.local.function.LocalFunction;
import dev.offstage.local.http.HttpApi;
import dev.offstage.local.http.TablesAddress;
import dev.offstage.local.mail.MailFolder;
import dev.offstage.local.mail.MailServer;
import dev.offstage.local.queue.QueuePoller;
import dev.offstage.local.template.EventSource;
import dev.offstage.local.template.EventSource.QueueSource;
import dev.offstage.local.template.EventSource.Timer;
import dev.offstage.local.template.FunctionSpec;
import dev.offstage.local.template.Stack;
import dev.offstage.local.template.TableSpec;
import dev.offstage.local.template.TemplateReader;
import dev.offstage.local.time.FunctionTimer;
import java.io.IOException;
import java.io.PrintStream;
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

    private final Settings settings;
    private final Stores stores;
    private final MailServer mails;
    private final List<LocalFunction> functions;
    private final HttpApi api;
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    private final List<QueuePoller> pollers = new ArrayList<>();

    private Host(
            Stack stack,
            Settings settings,
            Stores stores,
            MailServer mails,
            List<LocalFunction> functions,
            HttpApi api) {
        this.stack = stack;
        this.settings = settings;
        this.stores = stores;
        this.mails = mails;
        this.functions = functions;
        this.api = api;
    }

    /** Starts everything that {@code settings} ask for and says on {@code out} what that is. */
    static Host start(Settings settings, Clock clock, PrintStream out) throws Exception {
        Stack stack =
                TemplateReader.read(settings.stackName(), Service.read(settings.template()), settings.parameters());
        Schedules.check(stack);
        DataFolder data = settings.data() == null ? null : DataFolder.open(settings.data());
        Optional<DemoSite> demo = settings.demo() ? Optional.of(DemoSite.start()) : Optional.empty();
        Endpoints others = settings.others();
        Stores stores = others == null ? Emulators.start(stack, data) : OtherStores.ensure(stack, others);
        if (settings.calls() != null) {
            AwsCalls.record(new CallLog(settings.calls(), stack));
        }
        warnOfUnknown(settings.environment(), stack);
        MailFolder folder = MailPlace.of(settings, clock);
        MailServer mails = MailServer.start(folder);
        Environments environments = new Environments(settings, stores.endpoints(), mails.address(), demo);
        List<LocalFunction> functions = functions(stack, environments, clock);
        HttpApi api = listen(settings.port(), functions, tables(stack, stores), folder, clock);
        Host host = new Host(stack, settings, stores, mails, functions, api);
        host.connect(clock);
        new StartPrint(out).print(stack, api.address(), stores.endpoints(), folder.path(), settings);
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

    private static TablesAddress tables(Stack stack, Stores stores) {
        List<String> names = stack.tables().stream().map(TableSpec::name).toList();
        return new TablesAddress(stores.endpoints().tables(), Stack.REGION, names);
    }

    private static HttpApi listen(
            int port, List<LocalFunction> functions, TablesAddress tables, MailFolder mails, Clock clock)
            throws Exception {
        try {
            return HttpApi.start(port, functions, tables, mails, clock);
        } catch (IOException e) {
            throw new StartException(
                    "Port " + port + " is taken (" + e.getMessage() + "): give another one to --port.");
        }
    }

    private void connect(Clock clock) {
        for (LocalFunction function : functions) {
            List<EventSource> sources = function.spec().events();
            if (sources.stream().anyMatch(QueueSource.class::isInstance)) {
                poll(function);
            }
            for (EventSource source : sources) {
                if (source instanceof Timer timer) {
                    FunctionTimer.start(timer, function, timers, clock);
                }
            }
        }
    }

    /** A mapping receives and deletes with its function's own privileges, so it comes with the function's key. */
    private void poll(LocalFunction function) {
        String key = settings.keyOf(function.spec());
        SqsClient receiver = Provision.sqs(stores.endpoints().queues(), key);
        SqsClient client = Provision.sqs(stores.endpoints().queues(), key);
        for (EventSource source : function.spec().events()) {
            if (source instanceof QueueSource queue) {
                String url = stores.endpoints().queues() + "/" + Stack.ACCOUNT + "/" + queue.queueName();
                pollers.add(QueuePoller.start(queue, url, function, receiver, client));
            }
        }
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
        mails.close();
        stores.close();
    }
}
