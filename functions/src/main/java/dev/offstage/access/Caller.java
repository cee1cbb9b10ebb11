package dev.offstage.access;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param name tells callers apart in logs and in the scopes of idempotency keys
 * @param owner what tasks that it submits are marked with; null where callers are not told apart
 */
public record Caller(String name, @Nullable String owner, Set<Permission> permissions) {
    /** Who asks for what is open to everyone. */
    public static final Caller NOBODY = new Caller("nobody", null, Set.of());

    private static final String TOKEN = "token:";

    /** A caller whom somebody else let through already. */
    public static Caller trusted(String name) {
        return new Caller(name, null, Role.ADMIN.permissions());
    }

    /** The bearer of a token. */
    public static Caller of(Token token) {
        String name = TOKEN + token.id();
        return new Caller(name, name, token.role().permissions());
    }

    static Caller of(String name, Collection<Role> roles) {
        EnumSet<Permission> permissions = EnumSet.noneOf(Permission.class);
        roles.forEach(role -> permissions.addAll(role.permissions()));
        return new Caller(name, name, Set.copyOf(permissions));
    }

    /** The id of the token that it bears; empty when it proved itself by something else. */
    public Optional<String> token() {
        return name.startsWith(TOKEN) ? Optional.of(name.substring(TOKEN.length())) : Optional.empty();
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    /** Whether it reads everything, or what is marked with {@code mark} is its own. */
    public boolean mayRead(@Nullable String mark) {
        return may(Permission.READ) || (owner != null && owner.equals(mark));
    }
}
