package dev.offstage.jobs.books;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Numbers of a page, from its JSON or its text; null for what cannot be one. */
final class PageNumber {
    /** More than any book has of anything, and exact as a double. */
    private static final double MOST = 1e15;

    private static final int LONGEST_TEXT = 100;

    private PageNumber() {}

    /** The first number in {@code "401,234 ratings"}: digits with grouping marks between them. */
    static @Nullable Long count(@Nullable String text) {
        if (text == null || text.length() > LONGEST_TEXT) {
            return null;
        }
        String digits = "";
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isDigit(c)) {
                digits += Character.digit(c, 10);
            } else if (!digits.isEmpty() && !groups(text, i)) {
                break;
            }
        }
        return digits.isEmpty() || digits.length() > 15 ? null : Long.valueOf(digits);
    }

    private static boolean groups(String text, int at) {
        boolean mark = ",.'\u2019 \u00a0\u202f".indexOf(text.charAt(at)) >= 0;
        return mark && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1));
    }

    static @Nullable Long count(@Nullable Number number) {
        if (number == null || !(Math.abs(number.doubleValue()) < MOST) || number.doubleValue() < 0) {
            return null;
        }
        return number.longValue();
    }

    /** Null for none and for zero, which pages write for "unknown". */
    static @Nullable Integer pages(@Nullable Long count) {
        return count == null || count < 1 || count > Integer.MAX_VALUE ? null : (Integer) count.intValue();
    }

    static @Nullable BigDecimal rating(@Nullable String text) {
        if (text == null || !text.matches("\\d[.,]\\d{1,6}|\\d")) {
            return null;
        }
        return stars(new BigDecimal(text.replace(',', '.')));
    }

    static @Nullable BigDecimal rating(@Nullable Number number) {
        if (number == null || !(Math.abs(number.doubleValue()) < MOST)) {
            return null;
        }
        return stars(BigDecimal.valueOf(number.doubleValue()));
    }

    /** In one form only, so that equal ratings are equal objects; null outside 0 (which means unrated) to 5. */
    private static @Nullable BigDecimal stars(BigDecimal rating) {
        if (rating.signum() <= 0 || rating.compareTo(BigDecimal.valueOf(5)) > 0) {
            return null;
        }
        BigDecimal plain = rating.setScale(Math.min(rating.scale(), 6), RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }
}
