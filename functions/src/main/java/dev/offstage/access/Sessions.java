package dev.offstage.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Signed cookies that stand for a token until they expire, the session is ended or the token ends. */
final class Sessions {
    private static final Duration LASTING = Duration.ofHours(12);

    private final SessionStore store;
    private final TokenReads tokens;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Recent<String> recent = new Recent<>();
    private volatile @Nullable String knownKey;

    Sessions(SessionStore store, TokenReads tokens, InstantSource clock, RandomGenerator random) {
        this.store = store;
        this.tokens = tokens;
        this.clock = clock;
        this.random = random;
    }

    NewSession begin(Token token) {
        Instant now = clock.instant();
        Instant latest = now.plus(LASTING);
        Instant tokenEnd = token.expiresAt();
        Instant end = tokenEnd != null && tokenEnd.isBefore(latest) ? tokenEnd : latest;
        SessionCookie cookie = new SessionCookie(token.id(), TokenText.secret(random), end.getEpochSecond());
        String value = cookie.signed(key());
        store.begin(cookie.hash(), token.id(), Instant.ofEpochSecond(cookie.expiry()));
        return new NewSession(value, Duration.between(now, end));
    }

    Optional<Token> find(String value) {
        Instant now = clock.instant();
        Optional<StoredToken> token = read(value)
                .filter(cookie -> cookie.lastsAt(now))
                .filter(cookie -> tokenOf(cookie.hash(), now)
                        .filter(cookie.token()::equals)
                        .isPresent())
                .flatMap(cookie -> tokens.find(cookie.token(), now))
                .filter(stored -> stored.token().serves(now));
        token.ifPresent(stored -> tokens.used(stored, now));
        return token.map(StoredToken::token);
    }

    private Optional<String> tokenOf(String hash, Instant now) {
        Optional<String> fresh = recent.fresh(hash, now);
        if (fresh.isPresent()) {
            return fresh;
        }
        Optional<String> token = store.tokenOf(hash, now);
        token.ifPresentOrElse(id -> recent.put(hash, id, now), () -> recent.drop(hash));
        return token;
    }

    void end(String value) {
        read(value).ifPresent(cookie -> {
            store.end(cookie.hash(), clock.instant());
            recent.drop(cookie.hash());
        });
    }

    private Optional<SessionCookie> read(String value) {
        return SessionCookie.mayBe(value) ? SessionCookie.read(value, key()) : Optional.empty();
    }

    /** One key for all instances of the function: whoever comes first draws it. */
    private String key() {
        String key = knownKey;
        if (key == null) {
            key = store.signingKey(TokenText.secret(random));
            knownKey = key;
        }
        return key;
    }
}
