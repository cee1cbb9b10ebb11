package dev.offstage.local;

import dev.offstage.local.log.Logs;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The command {@code offstage-local}. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        UnsafeWarning.silence();
        PrintStream out = Logs.install();
        System.exit(execute(out, arguments));
    }

    static int execute(PrintStream out, String... arguments) {
        CommandLine root =
                new CommandLine(RunCommand.describe(CommandSpec.create().name("offstage-local")));
        Map<String, CommandSpec> commands = Map.of(
                "run", RunCommand.describe(CommandSpec.create()), "parse", ParseCommand.describe(CommandSpec.create()));
        commands.forEach((name, spec) -> root.getCommandSpec().addSubcommand(name, spec));
        root.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        root.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        root.setExecutionStrategy(parsed -> run(parsed, out));
        root.setParameterExceptionHandler((failure, given) -> {
            failure.getCommandLine().getErr().println(failure.getMessage());
            return 2;
        });
        return root.execute(arguments);
    }

    private static int run(CommandLine.ParseResult parsed, PrintStream out) {
        Integer help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        CommandLine.ParseResult command = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
        return command.commandSpec().name().equals("parse")
                ? ParseCommand.run(command, out)
                : RunCommand.run(command, out);
    }
}
