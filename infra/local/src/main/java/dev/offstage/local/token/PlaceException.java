package dev.offstage.local.token;

/** The tokens cannot be reached; the message is a sentence that says why and what to do. */
public final class PlaceException extends Exception {
    private static final long serialVersionUID = 1;

    PlaceException(String sentence) {
        super(sentence);
    }
}
