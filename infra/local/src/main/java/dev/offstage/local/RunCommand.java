package dev.offstage.local;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Runs a template until the process is told to end. */
final class RunCommand {
    private RunCommand() {}

    static CommandSpec describe(CommandSpec spec) {
        spec.usageMessage().description("Runs a SAM template in this process: its API, queues, tables and schedules.");
        return spec.mixinStandardHelpOptions(true)
                .version("offstage-local " + version())
                .addOption(Options.one(
                        "--port",
                        Integer.class,
                        "PORT",
                        "The loopback port of the API; 0 takes a free one. Usually 3000."))
                .addOption(Options.template())
                .addOption(Options.data())
                .addOption(Options.one(
                        "--mails",
                        Path.class,
                        "DIR",
                        "Takes mails as files into this folder, none is sent. Usually mails in the folder of --data, else a"
                                + " new one among the temporary files."))
                .addOption(OptionSpec.builder("--demo")
                        .type(boolean.class)
                        .description("Serves a few book pages itself and takes demo tasks.")
                        .build())
                .addOption(Options.one(
                        "--access",
                        String.class,
                        "open|token",
                        "Whether callers need a token. Usually open: only this machine reaches the port."))
                .addOption(Options.parameters())
                .addOption(Options.pairs("--env", "Sets an environment variable of every function."))
                .addOption(Options.stackName())
                .addOption(Options.one(
                        "--calls",
                        Path.class,
                        "FILE",
                        "Adds to this file a line of JSON for each AWS action that a function calls on a resource."))
                .addOption(Options.one(
                        "--sqs-endpoint",
                        URI.class,
                        "URL",
                        "Takes the queues of another emulator, such as LocalStack, with --dynamodb-endpoint."))
                .addOption(Options.one(
                        "--dynamodb-endpoint",
                        URI.class,
                        "URL",
                        "Takes the tables of another emulator, with --sqs-endpoint."));
    }

    private static String version() {
        String version = RunCommand.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    static int run(ParseResult parsed, PrintStream out) {
        return Service.run(Options.template(parsed), () -> Host.start(settings(parsed), Clock.systemUTC(), out));
    }

    private static Settings settings(ParseResult parsed) throws SettingException {
        Map<String, String> parameters = Options.parameters(parsed);
        for (String endpoint : List.of("DynamoDbEndpoint", "SqsEndpoint", "SesEndpoint")) {
            if (!parameters.getOrDefault(endpoint, "").isEmpty()) {
                throw new SettingException("The parameter " + endpoint + " has no place here: the local host has"
                        + " queues, tables and mails of its own, or takes other queues and tables by --sqs-endpoint and"
                        + " --dynamodb-endpoint.");
            }
        }
        Access access = Access.of(parsed.matchedOptionValue("--access", null), parameters);
        return new Settings(
                Options.port(parsed, 3000, 0),
                Options.template(parsed),
                parsed.matchedOptionValue(Options.DATA, null),
                parsed.matchedOptionValue("--mails", null),
                parsed.matchedOptionValue("--demo", false),
                access,
                access.in(parameters),
                parsed.matchedOptionValue("--env", Map.<String, String>of()),
                Options.stackName(parsed),
                others(parsed),
                parsed.matchedOptionValue("--calls", null));
    }

    private static @Nullable Endpoints others(ParseResult parsed) throws SettingException {
        URI queues = parsed.matchedOptionValue("--sqs-endpoint", null);
        URI tables = parsed.matchedOptionValue("--dynamodb-endpoint", null);
        if (queues == null && tables == null) {
            return null;
        }
        if (queues == null || tables == null) {
            throw new SettingException("--sqs-endpoint and --dynamodb-endpoint are given together.");
        }
        Path data = parsed.matchedOptionValue(Options.DATA, null);
        if (data != null) {
            throw new SettingException(
                    "--data " + data + " has no place here: the other emulator keeps what it keeps.");
        }
        if (parsed.hasMatchedOption("--calls")) {
            throw new SettingException("--calls has no place here: another emulator does not tell functions apart.");
        }
        return new Endpoints(origin("--sqs-endpoint", queues), origin("--dynamodb-endpoint", tables));
    }

    private static URI origin(String option, URI given) throws SettingException {
        boolean http = "http".equals(given.getScheme()) || "https".equals(given.getScheme());
        if (!http
                || given.getHost() == null
                || given.getRawQuery() != null
                || !given.getPath().matches("/?")) {
            throw new SettingException(
                    option + " must be an origin without a path, such as http://127.0.0.1:4566, not " + given + ".");
        }
        return URI.create(given.getScheme() + "://" + given.getRawAuthority());
    }
}
