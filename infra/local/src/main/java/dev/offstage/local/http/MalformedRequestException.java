package dev.offstage.local.http;

/** A request that is no proper HTTP; the message says why. */
final class MalformedRequestException extends Exception {
    private static final long serialVersionUID = 1;

    MalformedRequestException(String message) {
        super(message);
    }
}
