package dev.offstage.local.template;

/** A parameter that the caller gave and that the template does not take. */
public final class ParameterException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ParameterException(String message) {
        super(message);
    }
}
