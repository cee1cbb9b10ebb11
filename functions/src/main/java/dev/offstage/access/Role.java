package dev.offstage.access;

import static dev.offstage.access.Permission.ADMINISTER;
import static dev.offstage.access.Permission.OPERATE;
import static dev.offstage.access.Permission.READ;
import static dev.offstage.access.Permission.READ_OWN;
import static dev.offstage.access.Permission.SUBMIT;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A set of permissions with a name, from the least to the most. */
public enum Role {
    SUBMITTER,
    READER,
    OPERATOR,
    ADMIN;

    public Set<Permission> permissions() {
        return switch (this) {
            case SUBMITTER -> Set.of(SUBMIT, READ_OWN);
            case READER -> Set.of(READ_OWN, READ);
            case OPERATOR -> Set.of(SUBMIT, READ_OWN, READ, OPERATE);
            case ADMIN -> Set.of(SUBMIT, READ_OWN, READ, OPERATE, ADMINISTER);
        };
    }

    /** The name in JSON, in the store and on the command line. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role that {@code text} names exactly; empty when none. */
    public static Optional<Role> parse(String text) {
        return Arrays.stream(values())
                .filter(role -> role.wireName().equals(text))
                .findFirst();
    }
}
