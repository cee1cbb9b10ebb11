package dev.offstage.jobs.mail;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One plain mail address, such as {@code ada@example.org}: no name beside it, no comment, no quotes, no list, so that
 * nothing in it can begin another header or add a recipient.
 *
 * @param text in ASCII; the domain in lower case and punycode, the part before it as given, since its owner decides about case
 */
public record MailAddress(String text) {
    /** What an address must be. */
    public static final String RULE =
            "one plain mail address such as ada@example.org: before the @ up to 64 ASCII letters, "
                    + "digits, single dots inside and !#$%&'*+-/=?^_`{|}~, after it a domain name with a dot in it";

    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL = 64;
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final Pattern LOCAL = Pattern.compile(ATOM + "(\\." + ATOM + ")*");
    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

    /** The last label begins with a letter, so that no number passes for a name. */
    private static final Pattern DOMAIN = Pattern.compile("(" + LABEL + "\\.)+(?=[a-z])" + LABEL);

    /** Takes what {@link #read} made. */
    public MailAddress {
        int at = text.indexOf('@');
        boolean plain = at > 0
                && at <= LONGEST_LOCAL
                && text.length() <= LONGEST
                && LOCAL.matcher(text.substring(0, at)).matches()
                && DOMAIN.matcher(text.substring(at + 1)).matches();
        if (!plain) {
            throw new IllegalArgumentException("A mail address must be " + RULE + ".");
        }
    }

    /** The address that {@code text} is; empty when it is none, or more than one. */
    public static Optional<MailAddress> read(String text) {
        int at = text.indexOf('@');
        if (at < 0 || text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(new MailAddress(text.substring(0, at) + "@" + domain(text.substring(at + 1))));
        } catch (IllegalArgumentException refused) {
            return Optional.empty();
        }
    }

    /**
     * The domain in ASCII. A name that comes back as another one is refused: the JDK knows IDNA 2003, which makes faß.de the domain
     * fass.de of somebody else. Such a name can be given in punycode.
     */
    private static String domain(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        String ascii = IDN.toASCII(lower, IDN.USE_STD3_ASCII_RULES);
        boolean isIdn = !ascii.equals(lower);
        if (isIdn && !IDN.toUnicode(ascii, IDN.USE_STD3_ASCII_RULES).equals(lower)) {
            throw new IllegalArgumentException("The domain stands for another one.");
        }
        return ascii;
    }

    /** Equal for addresses that are taken for the same mailbox: they may differ in case. */
    String mailbox() {
        return text.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return text;
    }
}
