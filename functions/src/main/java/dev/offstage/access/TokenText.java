package dev.offstage.access;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a token: {@code offstage_<id>_<secret>}. The beginning lets scanners of leaked secrets know it, the id says
 * which one it is, the secret has 256 random bits.
 */
record TokenText(String id, String whole) {
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int ID_LENGTH = 12;
    private static final int SECRET_BYTES = 32;
    private static final String ID = "[a-km-np-z2-9]{" + ID_LENGTH + "}";
    private static final Pattern TEXT = Pattern.compile("offstage_(" + ID + ")_[A-Za-z0-9_-]{43}");
    private static final Pattern ID_ALONE = Pattern.compile(ID);

    static TokenText draw(RandomGenerator random) {
        return draw(id(i -> random.nextInt(LETTERS.length())), random);
    }

    /** One of that id with a new secret. */
    static TokenText draw(String id, RandomGenerator random) {
        return new TokenText(id, "offstage_" + id + "_" + secret(random));
    }

    /** The id that follows from {@code seed}: always the same, as rarely another's as one that is drawn. */
    static String idOf(String seed) {
        byte[] hash = HexFormat.of().parseHex(Hashes.of("token id#" + seed));
        return id(i -> Math.floorMod(hash[i], LETTERS.length()));
    }

    private static String id(IntUnaryOperator letter) {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(LETTERS.charAt(letter.applyAsInt(i)));
        }
        return id.toString();
    }

    /** 256 random bits as 43 characters that a header and a cookie take. */
    static String secret(RandomGenerator random) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The token text that {@code text} is; empty when it can be none. */
    static Optional<TokenText> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches() ? Optional.of(new TokenText(matcher.group(1), text)) : Optional.empty();
    }

    static boolean isId(String text) {
        return ID_ALONE.matcher(text).matches();
    }

    String hash() {
        return Hashes.of(whole);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "TokenText[" + id + "]";
    }
}
