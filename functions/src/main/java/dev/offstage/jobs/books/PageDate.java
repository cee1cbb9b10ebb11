package dev.offstage.jobs.books;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dates as precise as a page tells them, in the forms of ISO 8601: {@code 1998}, {@code 1998-10}, {@code 1998-10-03}. */
final class PageDate {
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final Pattern DATE =
            Pattern.compile("(?i)(?:\\b(?<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.? "
                    + "(?:(?<day>\\d{1,2})(?:st|nd|rd|th)?,? )?)?"
                    + "(?<!\\d)(?<year>-?\\d{1,4})(?![\\d\\p{L}])(?<before> ?B\\.?C)?");

    private static final int LAST_YEAR = 9999;

    private PageDate() {}

    /** The UTC date of milliseconds since 1970; null when it lies outside four-digit years. */
    static @Nullable String ofEpoch(@Nullable Number millis) {
        if (millis == null || !(Math.abs(millis.doubleValue()) < 4e14)) {
            return null;
        }
        LocalDate date =
                Instant.ofEpochMilli(millis.longValue()).atZone(ZoneOffset.UTC).toLocalDate();
        return Math.abs(date.getYear()) > LAST_YEAR ? null : date.toString();
    }

    /** The date in {@code October 3rd 1998}, {@code October 3, 1998}, {@code October 1998} or {@code 1998}; null without one. */
    static @Nullable String read(@Nullable String text) {
        Matcher date = DATE.matcher(text == null ? "" : text);
        if (!date.find()) {
            return null;
        }
        int year = Integer.parseInt(date.group("year"));
        // There is no year 0: the year 1 BC is ISO's 0000.
        int isoYear = date.group("before") == null ? year : 1 - year;
        if (date.group("month") == null) {
            return yearText(isoYear);
        }
        int month = 1 + MONTHS.indexOf(date.group("month").toLowerCase(Locale.ROOT)) / 3;
        return dayText(YearMonth.of(isoYear, month), date.group("day"));
    }

    private static String yearText(int year) {
        String month = YearMonth.of(year, 1).toString();
        return month.substring(0, month.lastIndexOf('-'));
    }

    private static String dayText(YearMonth month, @Nullable String day) {
        return day != null && month.isValidDay(Integer.parseInt(day))
                ? month.atDay(Integer.parseInt(day)).toString()
                : month.toString();
    }
}
