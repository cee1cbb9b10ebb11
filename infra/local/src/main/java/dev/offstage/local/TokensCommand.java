package dev.offstage.local;

import dev.offstage.access.Role;
import dev.offstage.access.Tokens;
import dev.offstage.local.token.Lifetime;
import dev.offstage.local.token.Place;
import dev.offstage.local.token.PlaceException;
import dev.offstage.local.token.TokenTable;
import dev.offstage.local.token.TokenWork;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.crt.http.HttpException;

/** Makes, lists and revokes the tokens that a stack with {@code Access} token takes. */
final class TokensCommand {
    private static final String ROLES =
            Arrays.stream(Role.values()).map(Role::wireName).collect(Collectors.joining(", "));

    private final PrintStream out;
    private final PrintStream err;

    /**
     * @param out for what programs read
     * @param err for what people read beside it
     */
    TokensCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    static CommandSpec describe(CommandSpec spec) {
        spec.usageMessage()
                .description(
                        "Makes, lists and revokes bearer tokens, in the table of a running local host, of a stack on"
                                + " AWS, or of another DynamoDB.");
        CommandSpec create = placed("Makes a token and prints it, this once: TOKEN=$(offstage-local tokens create …).")
                .addOption(text("--role", "ROLE", "What it may do: " + ROLES + ".")
                        .required(true)
                        .build())
                .addOption(text("--name", "NAME", "What to call it, such as ci or the name of its bearer.")
                        .required(true)
                        .build())
                .addOption(text(
                                "--expires-in",
                                "DURATION",
                                "Seconds, ISO 8601 such as PT12H, or never. Usually " + Lifetime.USUAL + ".")
                        .defaultValue(Lifetime.USUAL)
                        .build());
        CommandSpec revoke = placed("Ends a token for good, within seconds.")
                .addPositional(PositionalParamSpec.builder()
                        .required(true)
                        .paramLabel("ID")
                        .arity("1")
                        .type(String.class)
                        .description("The token's id, as tokens list shows it.")
                        .build());
        return spec.mixinStandardHelpOptions(true)
                .addSubcommand("create", create)
                .addSubcommand("list", placed("Lists the tokens, newest first, without their secrets."))
                .addSubcommand("revoke", revoke);
    }

    private static CommandSpec placed(String description) {
        CommandSpec spec = CommandSpec.create();
        spec.usageMessage()
                .description(description)
                .footer(
                        "",
                        "Without --table and --endpoint: the local host at " + Place.LOCAL_HOST + ".",
                        "With --table alone: DynamoDB on AWS, with the credentials and the region of the AWS CLI.");
        return spec.mixinStandardHelpOptions(true)
                .addOption(
                        text("--table", "NAME", "The stack's output TasksTable. Where there is one only, it is found.")
                                .build())
                .addOption(text("--endpoint", "URL", "A running local host, or any DynamoDB such as LocalStack's.")
                        .build())
                .addOption(text("--region", "REGION", "The table's region. Usually that of the AWS CLI.")
                        .build());
    }

    private static OptionSpec.Builder text(String name, String label, String description) {
        return OptionSpec.builder(name).type(String.class).paramLabel(label).description(description);
    }

    /** 0 when it is done, 1 when the table or the token is not there. */
    int run(ParseResult tokens) {
        if (!tokens.hasSubcommand()) {
            throw new ParameterException(
                    tokens.commandSpec().commandLine(), "tokens needs one of create, list and revoke; see --help.");
        }
        Asked asked = read(tokens.subcommand());
        try (TokenTable table = TokenTable.open(asked.place())) {
            return work(table, asked.action());
        } catch (PlaceException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    /**
     * The options of a command, checked before anything is asked of the place.
     *
     * @param action says whether it could be done
     */
    private record Asked(Place place, Predicate<TokenWork> action) {}

    private static Asked read(ParseResult parsed) {
        try {
            String endpoint = parsed.matchedOptionValue("--endpoint", null);
            Place place = new Place(
                    endpoint == null ? null : Place.endpoint(endpoint),
                    parsed.matchedOptionValue("--table", null),
                    parsed.matchedOptionValue("--region", null));
            return new Asked(place, action(parsed));
        } catch (IllegalArgumentException e) {
            CommandLine command = parsed.commandSpec().commandLine();
            throw new ParameterException(command, String.valueOf(e.getMessage()));
        }
    }

    private static Predicate<TokenWork> action(ParseResult parsed) {
        return switch (parsed.commandSpec().name()) {
            case "create" -> creation(parsed);
            case "list" -> TokenWork::list;
            default -> {
                String id = parsed.matchedPositionalValue(0, "");
                yield work -> work.revoke(id);
            }
        };
    }

    private static Predicate<TokenWork> creation(ParseResult parsed) {
        Role role = role(parsed.matchedOptionValue("--role", ""));
        String name = name(parsed.matchedOptionValue("--name", ""));
        Duration lifetime = Lifetime.read(parsed.matchedOptionValue("--expires-in", Lifetime.USUAL));
        return work -> work.create(name, role, lifetime);
    }

    private static Role role(String text) {
        return Role.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("--role must be one of " + ROLES + ", not: " + text));
    }

    private static String name(String text) {
        if (!Tokens.isName(text)) {
            throw new IllegalArgumentException("--name must have " + Tokens.NAME_RULE + ", not: " + text);
        }
        return text;
    }

    private int work(TokenTable table, Predicate<TokenWork> action) throws PlaceException {
        try {
            return action.test(new TokenWork(table, InstantSource.system(), new SecureRandom(), out, err)) ? 0 : 1;
        } catch (SdkException | HttpException e) {
            // The second comes past the SDK when a host's name is not known.
            throw table.refusal(e);
        }
    }
}
