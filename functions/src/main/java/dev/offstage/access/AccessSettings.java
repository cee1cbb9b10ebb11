package dev.offstage.access;

import java.util.Map;

/**
 * Who may call, as the deployment chose it.
 *
 * @param roleClaim the claim of a JWT that names roles
 * @param rolePrefix what stands before a role there
 * @param openHealth whether anyone may ask for health
 * @param samLocal whether this is {@code sam local} on a developer's machine, which checks no signature
 */
public record AccessSettings(Mode mode, String roleClaim, String rolePrefix, boolean openHealth, boolean samLocal) {
    /** How callers prove who they are. */
    public enum Mode {
        /** API Gateway checked a signature, and IAM policies say which routes it opens. */
        IAM,
        /** API Gateway checked a JWT, and a claim of it names roles. */
        JWT,
        /** A token made here, or a session that one opened. */
        TOKEN,
        /** Not at all: for a host that only its own machine reaches. */
        OPEN
    }

    /**
     * The settings that {@code environment} names. ACCESS has no default: a variable that got lost must open nothing.
     *
     * @throws IllegalArgumentException with a sentence that names the variable and says what would be right
     */
    public static AccessSettings from(Map<String, String> environment) {
        return new AccessSettings(
                mode(environment.getOrDefault("ACCESS", "")),
                text(environment, "JWT_ROLE_CLAIM", "scope"),
                // Never empty: a group that happens to be called admin must not be one.
                text(environment, "JWT_ROLE_PREFIX", "offstage/"),
                flag("OPEN_HEALTH", environment.getOrDefault("OPEN_HEALTH", "")),
                "true".equals(environment.get("AWS_SAM_LOCAL")));
    }

    private static String text(Map<String, String> environment, String name, String otherwise) {
        String value = environment.getOrDefault(name, "").strip();
        return value.isEmpty() ? otherwise : value;
    }

    private static Mode mode(String text) {
        return switch (text) {
            case "iam" -> Mode.IAM;
            case "jwt" -> Mode.JWT;
            case "token" -> Mode.TOKEN;
            case "open" -> Mode.OPEN;
            default ->
                throw new IllegalArgumentException("ACCESS is \"" + text
                        + "\"; it must be iam, jwt or token, or open on a host that only its own machine reaches.");
        };
    }

    private static boolean flag(String name, String text) {
        return switch (text) {
            case "true" -> true;
            case "false", "" -> false;
            default -> throw new IllegalArgumentException(name + " is \"" + text + "\"; it must be true or false.");
        };
    }
}
