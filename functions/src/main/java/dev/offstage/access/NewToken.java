package dev.offstage.access;

/**
 * A token at the only moment at which its text is known.
 *
 * @param text what its bearer sends: to be shown once and kept nowhere
 */
public record NewToken(String text, Token token) {
    /** Without the text, which is a secret. */
    @Override
    public String toString() {
        return "NewToken[" + token + "]";
    }
}
