package dev.offstage.local.mail;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder of mails, a file each, whose names are in the order of their times. */
public final class MailFolder {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String ID = "\\d{8}T\\d{9}Z-\\d{4}";
    private static final Pattern IDS = Pattern.compile(ID);
    private static final Pattern FILES = Pattern.compile(ID + "\\.eml");
    private static final int MOST_AT_ONCE = 9999;

    private final Path folder;
    private final InstantSource clock;

    /** @param folder exists */
    public MailFolder(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    public Path path() {
        return folder;
    }

    /** Keeps {@code mail}; its id. A file that is there is whole. */
    synchronized String add(OutboundMail mail) throws IOException, MessagingException {
        Instant at = clock.instant();
        String id = newId(at);
        Path half = Files.createTempFile(folder, "new", null);
        try (OutputStream out = Files.newOutputStream(half)) {
            MailFile.write(mail, id, at, out);
        } catch (IOException | MessagingException e) {
            Files.delete(half);
            throw e;
        }
        Path unused = Files.move(half, file(id), StandardCopyOption.ATOMIC_MOVE);
        return id;
    }

    private String newId(Instant at) throws IOException {
        for (int number = 0; number <= MOST_AT_ONCE; number++) {
            String id = TIME.format(at) + "-" + String.format(Locale.ROOT, "%04d", number);
            if (Files.notExists(file(id))) {
                return id;
            }
        }
        throw new IOException("The folder " + folder + " has no name left for a mail of this millisecond.");
    }

    private Path file(String id) {
        return folder.resolve(id + ".eml");
    }

    /** Whether {@code text} has the form of an id. */
    public static boolean isId(String text) {
        return IDS.matcher(text).matches();
    }

    /**
     * Mails, newest first.
     *
     * @param before the id that all of them come before; null for no such bound
     * @param most how many at most
     */
    public List<KeptMail> list(@Nullable String before, int most) throws IOException {
        List<KeptMail> mails = new ArrayList<>();
        for (String id : ids(before, most)) {
            try (InputStream in = Files.newInputStream(file(id))) {
                mails.add(MailFile.read(id, Instant.from(TIME.parse(id.substring(0, id.indexOf('-')))), in));
            } catch (MessagingException e) {
                throw new IOException("The file " + file(id) + " is no mail.", e);
            }
        }
        return mails;
    }

    private List<String> ids(@Nullable String before, int most) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> FILES.matcher(name).matches())
                    .map(name -> name.substring(0, name.length() - ".eml".length()))
                    .filter(id -> before == null || id.compareTo(before) < 0)
                    .sorted(Comparator.reverseOrder())
                    .limit(most)
                    .toList();
        }
    }
}
