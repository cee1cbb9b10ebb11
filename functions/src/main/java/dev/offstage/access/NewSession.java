package dev.offstage.access;

import java.time.Duration;

/**
 * A session at the only moment at which its cookie is known.
 *
 * @param cookie the value, made of characters that a cookie takes
 * @param lasting how long the browser is to keep it
 */
public record NewSession(String cookie, Duration lasting) {
    /** Without the cookie, which is a secret. */
    @Override
    public String toString() {
        return "NewSession[" + lasting + "]";
    }
}
