package dev.offstage.jobs.books;

/** Foreign text for a message: at most 200 characters, without control characters. */
final class Excerpt {
    private static final int LONGEST = 200;

    private Excerpt() {}

    static String of(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return cut.replaceAll("\\p{Cntrl}", "\uFFFD");
    }
}
