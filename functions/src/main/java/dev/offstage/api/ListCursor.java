package dev.offstage.api;

import dev.offstage.task.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where a list goes on, as a text that clients need not understand. A checksum ties it to what was asked for: it keeps clients from
 * mistakes, and gives away nothing to those that forge it.
 */
final class ListCursor {
    private static final int CHECK_BYTES = 12;

    private ListCursor() {}

    /**
     * The cursor of {@code position}.
     *
     * @param scope the list and its filters
     */
    static String write(String position, String scope) {
        byte[] text = position.getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(check(position, scope), CHECK_BYTES + text.length);
        System.arraycopy(text, 0, all, CHECK_BYTES, text.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /**
     * The position of {@code cursor}. Throws a problem when no list of this scope gave it.
     *
     * @param reading understands a position; empty for one that was never written, which anyone can give a checksum
     */
    static <T> T read(String cursor, String scope, Function<String, Optional<T>> reading) {
        return position(cursor)
                // Compared as a whole, since base64 writes the same bytes in several ways.
                .filter(position -> write(position, scope).equals(cursor))
                .flatMap(reading)
                .orElseThrow(() -> Problem.unreadable(
                        "The query parameter 'cursor' is none that this list gave for these filters. Send the 'nextCursor' of the page "
                                + "before with the same filters, or begin without a cursor."));
    }

    private static Optional<String> position(String cursor) {
        try {
            byte[] all = Base64.getUrlDecoder().decode(cursor);
            return all.length < CHECK_BYTES
                    ? Optional.empty()
                    : Optional.of(new String(all, CHECK_BYTES, all.length - CHECK_BYTES, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] check(String position, String scope) {
        return Sha256.of(scope + '\n' + position);
    }
}
