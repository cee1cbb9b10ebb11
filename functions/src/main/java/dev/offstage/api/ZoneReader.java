package dev.offstage.api;

import com.fasterxml.jackson.jr.stree.JrsString;
import com.fasterxml.jackson.jr.stree.JrsValue;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Reads {@code zone}: the place whose clocks a schedule goes by. */
final class ZoneReader {
    private static final int MOST_GUESSES = 3;
    private static final ZoneId USUAL = ZoneId.of("UTC");

    private ZoneReader() {}

    /** The zone; UTC when none is said, or another is refused. */
    static ZoneId read(Fields fields) {
        JrsValue said = fields.value("zone").orElse(null);
        if (said == null) {
            return USUAL;
        }
        String text = said instanceof JrsString string ? string.getValue() : "";
        if (ids().anyMatch(text::equals)) {
            return ZoneId.of(text);
        }
        fields.refuse(
                "zone",
                "invalid-zone",
                "This must be a name of the IANA time zone database, such as Europe/Berlin or UTC" + hint(text) + ".");
        return USUAL;
    }

    /** All but those that are Java's alone. */
    private static Stream<String> ids() {
        return ZoneId.getAvailableZoneIds().stream().filter(id -> !id.startsWith("SystemV/"));
    }

    private static String hint(String text) {
        if (text.matches("(?i)(UTC|GMT|UT)?[+-]\\d.{0,9}|Z")) {
            return "; an offset does not say when the clocks change";
        }
        // A few of these are in the database too, by their old names; Java has no such zones.
        String meant = ZoneId.SHORT_IDS.getOrDefault(text.toUpperCase(Locale.ROOT), "");
        if (meant.contains("/")) {
            return "; perhaps " + meant;
        }
        String name = bare(text);
        List<String> guesses = ids().filter(id -> bare(id).equals(name) || bare(id).endsWith("/" + name))
                .sorted()
                .limit(MOST_GUESSES)
                .toList();
        return guesses.isEmpty() ? "" : "; perhaps " + String.join(" or ", guesses);
    }

    private static String bare(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
    }
}
