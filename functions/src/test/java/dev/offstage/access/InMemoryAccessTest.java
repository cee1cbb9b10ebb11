package dev.offstage.access;

import org.junit.jupiter.api.Nested;

/** The fakes keep the same contracts as the real stores. */
final class InMemoryAccessTest {

    @Nested
    final class TokenMap implements TokenStoreContract {
        @Override
        public TokenStore newStore() {
            return new InMemoryTokenStore();
        }
    }

    @Nested
    final class SessionMap implements SessionStoreContract {
        @Override
        public SessionStore newStore() {
            return new InMemorySessionStore();
        }
    }

    @Nested
    final class GrantMap implements TaskGrantsContract {
        @Override
        public TaskGrants newGrants() {
            return new InMemoryTaskGrants();
        }
    }
}
