package dev.offstage.local;

import dev.offstage.local.http.Porter;
import dev.offstage.local.template.Stack;
import dev.offstage.local.template.TemplateReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Runs the queues and tables of a template and no function, for whoever runs the functions elsewhere. */
final class StoresCommand {
    private static final String CONTAINER_HOST = "172.17.0.1";

    private StoresCommand() {}

    static CommandSpec describe(CommandSpec spec) {
        spec.usageMessage()
                .description(
                        "Runs only the queues and tables of a SAM template, for functions that run elsewhere, as in"
                                + " \"sam local\".");
        return spec.mixinStandardHelpOptions(true)
                .addOption(Options.one(
                        "--port",
                        Integer.class,
                        "PORT",
                        "The port of the queues; the tables take the next one. 0 takes free ones. Usually 9324."))
                .addOption(Options.one(
                        "--host",
                        String.class,
                        "ADDRESS",
                        "The address of this machine to listen on. Usually 127.0.0.1, which containers do not reach;"
                                + " they reach Docker's bridge (172.17.0.1 on Linux) or 0.0.0.0, all addresses."))
                .addOption(Options.template())
                .addOption(Options.data())
                .addOption(Options.parameters())
                .addOption(Options.stackName())
                .addOption(
                        Options.one(
                                "--env-file",
                                Path.class,
                                "FILE",
                                "Writes the functions' variables that name queues and tables, as \"sam local --env-vars\" reads them."))
                .addOption(Options.one(
                        "--container-host",
                        String.class,
                        "ADDRESS",
                        "The address of this machine in that file. Usually 172.17.0.1; host.docker.internal with Docker"
                                + " Desktop."));
    }

    static int run(ParseResult parsed, PrintStream out) {
        return Service.run(Options.template(parsed), () -> start(parsed, out));
    }

    private static Emulators start(ParseResult parsed, PrintStream out) throws Exception {
        String host = parsed.matchedOptionValue("--host", "127.0.0.1");
        int port = Options.port(parsed, 9324, 1);
        Stack stack = TemplateReader.read(
                Options.stackName(parsed), Service.read(Options.template(parsed)), Options.parameters(parsed));
        Path data = parsed.matchedOptionValue(Options.DATA, null);
        String name = parsed.matchedOptionValue("--container-host", CONTAINER_HOST);
        Porter porter =
                Porter.ofStores(Stream.of(host, name, "host.docker.internal").collect(Collectors.toSet()));
        Emulators stores = Emulators.start(stack, host, port, data == null ? null : DataFolder.open(data), porter);
        Path file = parsed.matchedOptionValue("--env-file", null);
        if (file != null) {
            SamEnvironment.write(file, stack, stores.endpointsAt(name));
            out.println("The variables for \"sam local --env-vars\" are in " + file + ".");
        }
        StoresPrint.print(out, stack, host, stores.endpoints());
        return stores;
    }
}
