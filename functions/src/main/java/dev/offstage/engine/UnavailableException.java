package dev.offstage.engine;

/** A store or queue did not take what it was given; the same request may be repeated. */
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnavailableException(String message) {
        super(message);
    }
}
