package dev.offstage.local;

/** The host cannot start for a reason that a sentence tells. */
final class StartException extends Exception {
    private static final long serialVersionUID = 1;

    StartException(String message) {
        super(message);
    }
}
