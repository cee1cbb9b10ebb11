package dev.offstage.local;

import dev.offstage.local.log.Logs;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The command {@code offstage-local}. */
public final class Main {
    /** Commands that go on, whose standard error is read by programs: lines of JSON, also for what they refuse. */
    private static final Set<String> SERVICES = Set.of("offstage-local", "run", "stores");

    private Main() {}

    public static void main(String[] arguments) {
        UnsafeWarning.silence();
        PrintStream err = System.err;
        PrintStream out = Logs.install();
        System.exit(execute(out, err, arguments));
    }

    /** @param err for sentences to people; what the process logs goes elsewhere */
    static int execute(PrintStream out, PrintStream err, String... arguments) {
        CommandLine root =
                new CommandLine(RunCommand.describe(CommandSpec.create().name("offstage-local")));
        Map<String, CommandSpec> commands = Map.of(
                "run", RunCommand.describe(CommandSpec.create()),
                "stores", StoresCommand.describe(CommandSpec.create()),
                "parse", ParseCommand.describe(CommandSpec.create()),
                "tokens", TokensCommand.describe(CommandSpec.create()));
        commands.forEach((name, spec) -> root.getCommandSpec().addSubcommand(name, spec));
        root.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        root.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        root.setExecutionStrategy(parsed -> run(parsed, out, err));
        root.setParameterExceptionHandler((failure, given) -> {
            boolean service = SERVICES.contains(failure.getCommandLine().getCommandName());
            (service ? System.err : err).println(failure.getMessage());
            return 2;
        });
        return root.execute(arguments);
    }

    private static int run(CommandLine.ParseResult parsed, PrintStream out, PrintStream err) {
        Integer help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        CommandLine.ParseResult command = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
        return switch (command.commandSpec().name()) {
            case "parse" -> ParseCommand.run(command, out);
            case "stores" -> StoresCommand.run(command, out);
            case "tokens" -> new TokensCommand(out, err).run(command);
            default -> RunCommand.run(command, out);
        };
    }
}
