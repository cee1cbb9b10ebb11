package dev.offstage.local;

/** A setting that a function does not take; the message is the function's own sentence. */
final class SettingException extends Exception {
    private static final long serialVersionUID = 1;

    SettingException(String message) {
        super(message);
    }
}
