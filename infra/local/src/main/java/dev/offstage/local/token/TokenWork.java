package dev.offstage.local.token;

import dev.offstage.access.NewToken;
import dev.offstage.access.Role;
import dev.offstage.access.Token;
import dev.offstage.access.Tokens;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What the command does with tokens once it has the table, and what it says of it. Each says whether it could be done. */
public final class TokenWork {
    private final Tokens tokens;
    private final TokenTable table;
    private final InstantSource clock;
    private final PrintStream out;
    private final PrintStream err;

    /**
     * @param out for what programs read
     * @param err for what people read beside it
     */
    public TokenWork(TokenTable table, InstantSource clock, RandomGenerator random, PrintStream out, PrintStream err) {
        this.tokens = new Tokens(table.store(), clock, random);
        this.table = table;
        this.clock = clock;
        this.out = out;
        this.err = err;
    }

    /**
     * Makes a token and prints it, this once: the first line of {@code out} is the token and nothing else.
     *
     * @param lifetime null for one that ends by being revoked only
     */
    public boolean create(String name, Role role, @Nullable Duration lifetime) {
        NewToken made = tokens.create(name, role, lifetime);
        Token token = made.token();
        out.println(made.text());
        out.flush();
        Instant expiresAt = token.expiresAt();
        err.println("The token " + token.id() + " (" + token.name() + ") has the role " + role.wireName() + " and "
                + (expiresAt == null ? "does not expire." : "works until " + TokenList.time(expiresAt) + "."));
        err.println("It is shown this once: " + table + " holds no more than a hash of it.");
        String api = table.host() == null ? "$API_URL" : table.host().toString();
        err.println("Send it with each request: curl -H \"Authorization: Bearer $TOKEN\" \"" + api + "/v1/tasks/ID\"");
        err.println("Take it back with: " + command("revoke " + token.id()));
        return true;
    }

    /** Prints all tokens, newest first; never a secret. */
    public boolean list() {
        List<Token> all = tokens.list();
        if (all.isEmpty()) {
            err.println("There are no tokens in " + table + ". Make one with: "
                    + command("create --role admin --name NAME"));
            return true;
        }
        TokenList.lines(all, clock.instant()).forEach(out::println);
        out.flush();
        return true;
    }

    /** Ends a token; false, with a sentence, when there is none of that id. */
    public boolean revoke(String id) {
        if (tokens.revoke(id)) {
            err.println("The token " + TokenList.clean(id) + " is revoked; within seconds nothing takes it any more.");
            return true;
        }
        err.println("There is no token " + TokenList.clean(id) + " in " + table + ". Those that there are: "
                + command("list"));
        return false;
    }

    private String command(String action) {
        return ThisCommand.TEXT + " tokens " + action + table.place().options();
    }
}
