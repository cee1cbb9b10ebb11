package dev.offstage.local.function;

/** A function that gave no answer: it could not be made, threw, or took longer than its time-out. */
public final class FunctionException extends Exception {
    private static final long serialVersionUID = 1;

    FunctionException(String message, Throwable cause) {
        super(message, cause);
    }

    FunctionException(String message) {
        super(message);
    }
}
