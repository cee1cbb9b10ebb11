package dev.offstage.local.mail;

/** A mail that SES would not take; the message says why. */
final class BadMailException extends Exception {
    private static final long serialVersionUID = 1;

    BadMailException(String message) {
        super(message);
    }
}
