package dev.offstage.access;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads who calls from the claims of a JWT that API Gateway checked. */
public final class JwtRoles {
    private static final Pattern SEPARATORS = Pattern.compile("[ ,]+");
    private static final int LONGEST_SUBJECT = 100;

    private final String claim;
    private final String prefix;

    public JwtRoles(AccessSettings settings) {
        this.claim = settings.roleClaim();
        this.prefix = settings.rolePrefix();
    }

    /** How an entry for a role looks, for messages. */
    public String example() {
        return "'" + prefix + Role.READER.wireName() + "' in the claim '" + claim + "'";
    }

    /** The caller with all roles that the claims name, perhaps none; empty when they name nobody. */
    public Optional<Caller> caller(Map<String, String> claims) {
        return name(claims).map(name -> Caller.of(name, roles(claims.get(claim))));
    }

    private static Optional<String> name(Map<String, String> claims) {
        return named("jwt", claims.get("sub")).or(() -> named("client", claims.get("client_id")));
    }

    /** It is stored with each task, so a long one becomes a hash. */
    private static Optional<String> named(String kind, @Nullable String subject) {
        if (subject == null || subject.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(
                subject.length() <= LONGEST_SUBJECT ? kind + ":" + subject : kind + "-sha256:" + Hashes.of(subject));
    }

    /** API Gateway writes an array of the claim as {@code [a b]}. */
    private Set<Role> roles(@Nullable String value) {
        if (value == null) {
            return Set.of();
        }
        String list = value.startsWith("[") && value.endsWith("]") ? value.substring(1, value.length() - 1) : value;
        return Arrays.stream(SEPARATORS.split(list)).flatMap(this::role).collect(Collectors.toSet());
    }

    private Stream<Role> role(String entry) {
        return entry.startsWith(prefix) ? Role.parse(entry.substring(prefix.length())).stream() : Stream.empty();
    }
}
