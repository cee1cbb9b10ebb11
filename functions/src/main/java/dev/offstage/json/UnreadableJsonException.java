package dev.offstage.json;

import org.jspecify.annotations.Nullable;

/** Text that is no JSON; the message says why and where. */
public final class UnreadableJsonException extends Exception {
    private static final long serialVersionUID = 1;

    UnreadableJsonException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
