package dev.offstage.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link TokenStore} does. */
public interface TokenStoreContract {
    Instant NOON = Instant.parse("2026-11-21T12:00:00.123Z");

    /** Without any token. */
    TokenStore newStore();

    private static StoredToken token(String id, String hash) {
        return new StoredToken(new Token(id, "ci ä", Role.OPERATOR, NOON, null, null, null), hash);
    }

    @Test
    default void aTokenIsFoundAsItWasStored() {
        TokenStore store = newStore();
        StoredToken whole = new StoredToken(
                new Token("a", "x", Role.ADMIN, NOON, NOON.plusSeconds(1), NOON.plusMillis(2), NOON.plusMillis(3)),
                "h");

        assertThat(store.create(token("b", "h"))).isTrue();
        assertThat(store.create(whole)).isTrue();
        assertThat(store.find("a")).contains(whole);
        assertThat(store.find("b")).contains(token("b", "h"));
        assertThat(store.find("c")).isEmpty();
        assertThat(store.list())
                .containsExactlyInAnyOrder(whole.token(), token("b", "h").token());
    }

    @Test
    default void aTakenIdStaysWithItsToken() {
        TokenStore store = newStore();

        assertThat(store.create(token("a", "first"))).isTrue();
        assertThat(store.create(token("a", "second"))).isFalse();
        assertThat(store.find("a")).map(StoredToken::hash).contains("first");
    }

    @Test
    default void aTokenIsRevokedOnceAndStaysListed() {
        TokenStore store = newStore();
        assertThat(store.create(token("a", "h"))).isTrue();

        assertThat(store.revoke("a", NOON.plusSeconds(1), NOON.plusSeconds(99))).isTrue();
        assertThat(store.revoke("a", NOON.plusSeconds(2), NOON.plusSeconds(99))).isTrue();
        assertThat(store.revoke("b", NOON, NOON)).isFalse();
        assertThat(store.find("b")).isEmpty();
        assertThat(store.list()).extracting(Token::revokedAt).isEqualTo(List.of(NOON.plusSeconds(1)));
    }

    @Test
    default void aUseIsNotedForwardsAndMakesNoToken() {
        TokenStore store = newStore();
        assertThat(store.create(token("a", "h"))).isTrue();

        store.noteUse("a", NOON.plus(Duration.ofHours(1)));
        store.noteUse("a", NOON);
        store.noteUse("b", NOON);

        assertThat(store.find("a")).map(found -> found.token().lastUsedAt()).contains(NOON.plus(Duration.ofHours(1)));
        assertThat(store.find("b")).isEmpty();
    }
}
