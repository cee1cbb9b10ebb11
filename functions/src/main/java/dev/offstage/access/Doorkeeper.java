package dev.offstage.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Checks tokens and the sessions that they open. */
public final class Doorkeeper {
    private final TokenReads tokens;
    private final Sessions sessions;
    private final InstantSource clock;
    private final FailureLimit failures = new FailureLimit();

    /**
     * @param random draws secrets
     * @param trouble told when a use could not be noted
     */
    public Doorkeeper(
            TokenStore tokens,
            SessionStore sessions,
            InstantSource clock,
            RandomGenerator random,
            Consumer<RuntimeException> trouble) {
        this.tokens = new TokenReads(tokens, trouble);
        this.sessions = new Sessions(sessions, this.tokens, clock, random);
        this.clock = clock;
    }

    /**
     * Judges what calls itself a token.
     *
     * @param address where it came from, to which failures are counted
     */
    public Verdict check(String text, String address) {
        Instant now = clock.instant();
        String network = SourceNetwork.of(address);
        Optional<TokenText> presented = TokenText.parse(text);
        if (presented.filter(token -> isKnown(token, now)).isEmpty()) {
            Duration wait = failures.waitOf(network, now);
            if (wait.isPositive()) {
                return new Verdict.Limited(wait);
            }
        }
        Optional<StoredToken> stored = presented.flatMap(token -> find(token, now));
        if (stored.isEmpty()) {
            failures.failed(network, now);
            return new Verdict.Refused();
        }
        tokens.used(stored.get(), now);
        return new Verdict.Passed(stored.get().token());
    }

    /** Whether that very secret passed before: then it is no guess, whatever else comes from its address. */
    private boolean isKnown(TokenText presented, Instant now) {
        return tokens.remembered(presented.id())
                .filter(token -> token.isOf(presented) && token.token().serves(now))
                .isPresent();
    }

    private Optional<StoredToken> find(TokenText presented, Instant now) {
        return tokens.find(presented.id(), now)
                .filter(token -> token.isOf(presented) && token.token().serves(now));
    }

    /** Whether the token serves at this moment: {@link #check} may not know for ten seconds that it was revoked. */
    public boolean confirms(String token) {
        Instant now = clock.instant();
        return tokens.findAfresh(token, now)
                .filter(stored -> stored.token().serves(now))
                .isPresent();
    }

    /** Opens a session for the bearer of {@code token}. */
    public NewSession begin(Token token) {
        return sessions.begin(token);
    }

    /** The token whose session {@code cookie} names; empty when it names none that lasts. */
    public Optional<Token> tokenOf(String cookie) {
        return sessions.find(cookie);
    }

    /** Ends the session that {@code cookie} names, if it names one. */
    public void end(String cookie) {
        sessions.end(cookie);
    }
}
