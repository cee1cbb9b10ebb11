package dev.offstage.local.http;

import dev.offstage.local.mail.MailFolder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Where the next page of mails begins: the id of the last one of this page and a checksum that shows typing errors. */
final class MailCursor {
    private MailCursor() {}

    static String after(String id) {
        String text = id + "." + checksum(id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The id in {@code cursor}. */
    static String read(@Nullable String cursor) throws MalformedRequestException {
        try {
            String text =
                    new String(Base64.getUrlDecoder().decode(cursor == null ? "" : cursor), StandardCharsets.US_ASCII);
            String id = text.substring(0, Math.max(0, text.indexOf('.')));
            if (MailFolder.isId(id) && after(id).equals(cursor)) {
                return id;
            }
        } catch (IllegalArgumentException ignored) {
            // No base64; said below.
        }
        throw new MalformedRequestException(
                "The query parameter 'cursor' is none that this host gave: send the nextCursor of a page as it was.");
    }

    private static String checksum(String id) {
        CRC32 sum = new CRC32();
        sum.update(id.getBytes(StandardCharsets.US_ASCII));
        return Long.toHexString(sum.getValue());
    }
}
