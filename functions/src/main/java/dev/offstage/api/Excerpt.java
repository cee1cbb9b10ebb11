package dev.offstage.api;

/** Foreign text inside our own sentences. */
final class Excerpt {
    private static final int LONGEST = 200;

    private Excerpt() {}

    /** The text without control characters, cut after 200 characters. */
    static String of(String text) {
        String clean = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "…";
    }
}
