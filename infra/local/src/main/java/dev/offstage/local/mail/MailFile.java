package dev.offstage.local.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;

/** A mail as an Internet message (RFC 5322 and MIME), which any mail program opens. */
final class MailFile {
    private static final String TASK = "X-Offstage-Task";
    private static final int CHARACTERS_A_WORD = 11;
    private static final Session SESSION = Session.getInstance(new Properties());

    private MailFile() {}

    /** @param id becomes the message's id */
    static void write(OutboundMail mail, String id, Instant at, OutputStream out)
            throws IOException, MessagingException {
        MimeMessage message = new IdentifiedMessage(id);
        message.setFrom(new InternetAddress(mail.from(), true));
        for (String to : mail.to()) {
            message.addRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
        }
        setSubject(message, mail.subject());
        message.setSentDate(Date.from(at));
        for (Map.Entry<String, String> header : mail.headers().entrySet()) {
            message.setHeader(header.getKey(), MimeUtility.fold(header.getKey().length() + 2, header.getValue()));
        }
        fill(message, mail);
        message.saveChanges();
        message.writeTo(out);
    }

    /** The library leaves ASCII as it is, also where readers would decode it or drop its blanks. */
    private static void setSubject(MimeMessage message, String subject) throws MessagingException {
        if (subject.contains("=?") || !subject.equals(subject.strip())) {
            message.setHeader("Subject", encoded(subject));
        } else {
            message.setSubject(subject, "UTF-8");
        }
    }

    /** Encoded words of RFC 2047, each of whole characters and not too long. */
    private static String encoded(String text) {
        return text.codePoints()
                .mapToObj(Character::toString)
                .gather(Gatherers.windowFixed(CHARACTERS_A_WORD))
                .map(word -> String.join("", word).getBytes(StandardCharsets.UTF_8))
                .map(word -> "=?UTF-8?B?" + Base64.getEncoder().encodeToString(word) + "?=")
                .collect(Collectors.joining("\r\n "));
    }

    private static void fill(MimeMessage message, OutboundMail mail) throws MessagingException {
        if (mail.html() == null) {
            message.setText(lines(mail.text()), "UTF-8");
        } else if (mail.text() == null) {
            message.setText(lines(mail.html()), "UTF-8", "html");
        } else {
            // The plainest first: a mail program shows the last that it understands.
            message.setContent(new MimeMultipart("alternative", part(mail.text(), "plain"), part(mail.html(), "html")));
        }
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(lines(text), "UTF-8", subtype);
        return part;
    }

    /** The lines of a message end with CR and LF, whatever those of the text ended with. */
    private static String lines(@Nullable String text) {
        return text == null ? "" : text.replaceAll("\r\n|\r|\n", "\r\n");
    }

    /** The mail that {@link #write} wrote; its lines end with LF. */
    static KeptMail read(String id, Instant at, InputStream in) throws IOException, MessagingException {
        MimeMessage message = new MimeMessage(SESSION, in);
        String to = InternetAddress.toString(message.getRecipients(Message.RecipientType.TO));
        String subject = message.getSubject();
        return new KeptMail(
                id,
                to == null ? "" : to,
                subject == null ? "" : subject,
                orEmpty(body(message, "text/plain")),
                body(message, "text/html"),
                at,
                message.getHeader(TASK, null));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** The text of that type in {@code part}; null when there is none. */
    private static @Nullable String body(Part part, String type) throws IOException, MessagingException {
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart each = parts.getBodyPart(i);
                String found = body(each, type);
                if (found != null) {
                    return found;
                }
            }
            return null;
        }
        return part.isMimeType(type) ? String.valueOf(part.getContent()).replace("\r\n", "\n") : null;
    }

    /** The library would make up an id of this machine's name and its user's. */
    private static final class IdentifiedMessage extends MimeMessage {
        private final String id;

        IdentifiedMessage(String id) {
            super(SESSION);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + id + "@offstage.local>");
        }
    }
}
