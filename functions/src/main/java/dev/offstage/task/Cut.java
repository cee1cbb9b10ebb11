package dev.offstage.task;

/** Texts of a bounded length. */
public final class Cut {
    private Cut() {}

    /** The first {@code most} characters of {@code text}, without half of one: it would come back as another from a store. */
    public static String to(int most, String text) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
