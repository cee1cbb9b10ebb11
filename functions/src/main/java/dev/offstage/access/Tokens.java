package dev.offstage.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes, lists and revokes tokens. */
public final class Tokens {
    /** What {@link #isName} takes, for messages. */
    public static final String NAME_RULE = "1 to 64 printable characters, without spaces at its ends";

    /** What {@link #isLifetime} takes, for messages. */
    public static final String LIFETIME_RULE = "from 1 second to 3650 days";

    /** How long a token lives when nobody says how long. */
    public static final Duration USUAL_LIFETIME = Duration.ofDays(90);

    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final Pattern NAME = Pattern.compile("(?! )[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S} ]{1,64}(?<! )");

    private final TokenStore store;
    private final InstantSource clock;
    private final RandomGenerator random;

    /** @param random draws the secrets, so it must be a {@code SecureRandom} wherever they count */
    public Tokens(TokenStore store, InstantSource clock, RandomGenerator random) {
        this.store = store;
        this.clock = clock;
        this.random = random;
    }

    /** Whether a token may have that name. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Whether a token may live that long. */
    public static boolean isLifetime(Duration lifetime) {
        return lifetime.compareTo(Duration.ofSeconds(1)) >= 0 && lifetime.compareTo(LONGEST) <= 0;
    }

    /**
     * Makes a token.
     *
     * @param lifetime null for one that serves until it is revoked
     * @throws IllegalArgumentException with a sentence, when the name or the lifetime is none
     */
    public NewToken create(String name, Role role, @Nullable Duration lifetime) {
        while (true) {
            Optional<NewToken> made = create(TokenText.draw(random), name, role, lifetime);
            if (made.isPresent()) {
                return made.get();
            }
        }
    }

    /**
     * Makes the one token of a request that may come again; empty when it was made, since its text is not kept.
     *
     * @param request names it among all requests
     * @param lifetime null for one that serves until it is revoked
     * @throws IllegalArgumentException with a sentence, when the name or the lifetime is none
     */
    public Optional<NewToken> createOnce(String request, String name, Role role, @Nullable Duration lifetime) {
        return create(TokenText.draw(TokenText.idOf(request), random), name, role, lifetime);
    }

    /** The token that {@link #createOnce} made; empty when it made none (any more). */
    public Optional<Token> findOnce(String request) {
        return store.find(TokenText.idOf(request)).map(StoredToken::token);
    }

    private Optional<NewToken> create(TokenText text, String name, Role role, @Nullable Duration lifetime) {
        if (!isName(name)) {
            throw new IllegalArgumentException("This is no name for a token; it must have " + NAME_RULE + ".");
        }
        if (lifetime != null && !isLifetime(lifetime)) {
            throw new IllegalArgumentException(
                    "A token cannot live for " + lifetime + "; it must be " + LIFETIME_RULE + ".");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant expiresAt = lifetime == null ? null : now.plus(lifetime).truncatedTo(ChronoUnit.MILLIS);
        Token token = new Token(text.id(), name, role, now, expiresAt, null, null);
        return store.create(new StoredToken(token, text.hash()))
                ? Optional.of(new NewToken(text.whole(), token))
                : Optional.empty();
    }

    /** All tokens, newest first; those that ended stay for 30 days. */
    public List<Token> list() {
        Instant now = clock.instant();
        return store.list().stream()
                .filter(token -> !token.isPurged(now))
                .sorted(Comparator.comparing(Token::createdAt).reversed().thenComparing(Token::id))
                .toList();
    }

    /** Ends a token for good, within seconds; false when there is none of that id. A second time changes nothing. */
    public boolean revoke(String id) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Token token =
                TokenText.isId(id) ? store.find(id).map(StoredToken::token).orElse(null) : null;
        if (token == null || token.isPurged(now)) {
            return false;
        }
        return token.revokedAt() != null || store.revoke(id, now, now.plus(Token.KEPT));
    }
}
