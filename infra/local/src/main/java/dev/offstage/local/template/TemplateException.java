package dev.offstage.local.template;

/** A template that cannot be run here; the message begins with the line. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TemplateException(int line, String message) {
        super("line " + line + ": " + message);
    }
}
