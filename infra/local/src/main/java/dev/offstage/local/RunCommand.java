package dev.offstage.local;

import dev.offstage.local.template.ParameterException;
import dev.offstage.local.template.TemplateException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import software.amazon.awssdk.crt.CRT;

/** Runs a template until the process is told to end. */
final class RunCommand {
    private static final Logger LOG = Logger.getLogger(RunCommand.class.getName());

    private RunCommand() {}

    static CommandSpec describe(CommandSpec spec) {
        spec.usageMessage().description("Runs a SAM template in this process: its API, queues, tables and schedules.");
        return spec.mixinStandardHelpOptions(true)
                .version("offstage-local " + version())
                .addOption(option(
                        "--port",
                        "3000",
                        Integer.class,
                        "PORT",
                        "The loopback port; 0 takes a free one. Usually 3000."))
                .addOption(option(
                        "--template",
                        "template.yaml",
                        Path.class,
                        "FILE",
                        "The template. Usually template.yaml in this folder."))
                .addOption(OptionSpec.builder("--data")
                        .type(Path.class)
                        .paramLabel("DIR")
                        .description("Keeps queues and tables in this folder. Without it they are gone at the end.")
                        .build())
                .addOption(OptionSpec.builder("--demo")
                        .type(boolean.class)
                        .description("Serves a few book pages itself and takes demo tasks.")
                        .build())
                .addOption(pairs("--parameter", "Sets a parameter of the template."))
                .addOption(pairs("--env", "Sets an environment variable of every function."));
    }

    private static String version() {
        String version = RunCommand.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private static OptionSpec option(String name, String standard, Class<?> type, String label, String description) {
        return OptionSpec.builder(name)
                .type(type)
                .defaultValue(standard)
                .paramLabel(label)
                .description(description)
                .build();
    }

    private static OptionSpec pairs(String name, String description) {
        return OptionSpec.builder(name)
                .type(LinkedHashMap.class)
                .auxiliaryTypes(String.class, String.class)
                .paramLabel("NAME=VALUE")
                .description(description)
                .build();
    }

    static int run(ParseResult parsed, PrintStream out) {
        Settings settings = new Settings(
                parsed.matchedOptionValue("--port", 3000),
                parsed.matchedOptionValue("--template", Path.of("template.yaml")),
                parsed.matchedOptionValue("--data", null),
                parsed.matchedOptionValue("--demo", false),
                parsed.matchedOptionValue("--parameter", Map.<String, String>of()),
                parsed.matchedOptionValue("--env", Map.<String, String>of()));
        if (settings.port() < 0 || settings.port() > 65_535) {
            throw new CommandLine.ParameterException(
                    parsed.commandSpec().commandLine(), "--port must be a number from 0 to 65535.");
        }
        try {
            serve(settings, out);
            return 0;
        } catch (ParameterException e) {
            return refuse(2, String.valueOf(e.getMessage()));
        } catch (SettingException e) {
            return refuse(2, String.valueOf(e.getMessage()));
        } catch (TemplateException e) {
            return refuse(1, settings.template() + ", " + e.getMessage() + ".");
        } catch (StartException e) {
            return refuse(1, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return refuse(1, settings.template() + " cannot be read: " + e + ".");
        } catch (Exception e) {
            LOG.log(Level.SEVERE, "The local host could not start", e);
            return 1;
        }
    }

    private static int refuse(int code, String sentence) {
        LOG.severe(() -> sentence);
        return code;
    }

    private static void serve(Settings settings, PrintStream out) throws Exception {
        // Otherwise the native client ends with the signal, and what still runs could not write how it ended.
        CRT.acquireShutdownRef();
        Host host = Host.start(settings, Clock.systemUTC(), out);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            host.close();
            // The hook of a signal cannot choose the exit code otherwise: an orderly end is 0, not 143.
            Runtime.getRuntime().halt(0);
        }));
        if (Boolean.getBoolean("offstage.local.ends-with-parent")) {
            ProcessHandle.current().parent().ifPresent(RunCommand::endWith);
        }
        new CountDownLatch(1).await();
    }

    private static void endWith(ProcessHandle parent) {
        Thread watch = new Thread(() -> {
            ProcessHandle ended = parent.onExit().join();
            LOG.info(() -> "The process " + ended.pid() + " that started this one has ended.");
            System.exit(0);
        });
        watch.setDaemon(true);
        watch.start();
    }
}
