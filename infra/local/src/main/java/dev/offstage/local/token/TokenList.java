package dev.offstage.local.token;

import dev.offstage.access.Token;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tokens as a table for a terminal. */
final class TokenList {
    private static final List<String> HEAD = List.of("ID", "NAME", "ROLE", "CREATED", "EXPIRES", "LAST USED", "STATE");

    private TokenList() {}

    static List<String> lines(List<Token> tokens, Instant now) {
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        tokens.forEach(token -> rows.add(row(token, now)));
        int[] widths = IntStream.range(0, HEAD.size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> row.get(column)
                        + " ".repeat(widths[column] - row.get(column).length()))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }

    private static List<String> row(Token token, Instant now) {
        return List.of(
                clean(token.id()),
                clean(token.name()),
                token.role().wireName(),
                time(token.createdAt()),
                orNever(token.expiresAt()),
                orNever(token.lastUsedAt()),
                state(token, now));
    }

    private static String state(Token token, Instant now) {
        if (token.revokedAt() != null) {
            return "revoked";
        }
        return token.serves(now) ? "active" : "expired";
    }

    private static String orNever(@Nullable Instant time) {
        return time == null ? "never" : time(time);
    }

    static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Whatever wrote the table, a terminal takes no orders from it. */
    static String clean(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }
}
