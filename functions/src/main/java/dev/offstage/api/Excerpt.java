package dev.offstage.api;

/** Foreign text inside our own sentences. */
final class Excerpt {
    private static final int LONGEST = 200;

    private Excerpt() {}

    /** The text without control characters and without blanks around it, cut after 200 characters. */
    static String of(String text) {
        return cut(clean(text).strip());
    }

    /** The same with its blanks: the name of a member may differ from a known one by them alone. */
    static String ofName(String name) {
        return cut(clean(name));
    }

    private static String clean(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
