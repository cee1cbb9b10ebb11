package dev.offstage.engine;

/** The task was asked to stop. A handler lets it pass; the task then ends as cancelled. */
public final class CancelledException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CancelledException() {
        super("The task was asked to stop.");
    }
}
