package dev.offstage.jobs.books;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/** Text as a reader sees it: one space for runs of white space, nothing invisible, null instead of blank. */
final class PageText {
    private PageText() {}

    static @Nullable String clean(@Nullable String text) {
        if (text == null) {
            return null;
        }
        StringBuilder clean = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isSpace(c)) {
                gap = !clean.isEmpty();
            } else if (!isInvisible(c)) {
                if (gap) {
                    clean.append(' ');
                    gap = false;
                }
                clean.append(c);
            }
        }
        return clean.isEmpty() ? null : clean.toString();
    }

    /** What the element shows; block ends and line breaks count as white space. */
    static @Nullable String of(@Nullable Element element) {
        return element == null ? null : clean(element.text());
    }

    /** What a fragment of HTML would show. */
    static @Nullable String ofHtml(@Nullable String html) {
        return html == null ? null : clean(Jsoup.parseBodyFragment(html).body().text());
    }

    /** JSON-LD escapes its texts once more than JSON asks for. */
    static @Nullable String ofEscaped(@Nullable String text) {
        return text == null ? null : clean(Parser.unescapeEntities(text, false));
    }

    /** Without one pair of parentheses around it all: {@code (Translator)} gives {@code Translator}. */
    static @Nullable String withoutParentheses(@Nullable String text) {
        if (text == null || !text.startsWith("(")) {
            return text;
        }
        int end = text.endsWith(")") ? text.length() - 1 : text.length();
        return clean(text.substring(1, end));
    }

    /** HTML's white space and the no-break space, which here only ever means a space. */
    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r') || c == '\u00a0';
    }

    /** Zero-width space, soft hyphen, byte order mark. The zero-width joiners stay: they change how words look. */
    private static boolean isInvisible(char c) {
        return c == '\u200b' || c == '\u00ad' || c == '\ufeff';
    }
}
