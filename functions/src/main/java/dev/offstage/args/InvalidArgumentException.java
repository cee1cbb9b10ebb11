package dev.offstage.args;

/**
 * What a record's constructor throws to refuse one of its components by name. An {@link IllegalArgumentException} of any other class
 * refuses the record as a whole.
 */
public final class InvalidArgumentException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String component;

    /** @param message says what would be right, such as "This must be an even number." */
    public InvalidArgumentException(String component, String message) {
        super(message);
        this.component = component;
    }

    String component() {
        return component;
    }
}
