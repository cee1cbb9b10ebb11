package dev.offstage.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where tokens live. Every implementation passes {@code TokenStoreContract}. */
public interface TokenStore {

    /** Stores a new token unless its id is taken; says whether it did. */
    boolean create(StoredToken token);

    /** The token; empty when there is none (any more). A consistent read. */
    Optional<StoredToken> find(String id);

    /** All tokens that there are, in no order; those that outlived their keeping may be among them. */
    List<Token> list();

    /** Marks the token as revoked at {@code at} unless it was before, to be deleted after {@code purgeAt}; says whether there is such a token. */
    boolean revoke(String id, Instant at, Instant purgeAt);

    /** Notes a use, if there is such a token and no later use was noted. */
    void noteUse(String id, Instant at);
}
