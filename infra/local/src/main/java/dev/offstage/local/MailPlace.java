package dev.offstage.local;

import dev.offstage.local.mail.MailFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Where this host keeps mails. */
final class MailPlace {
    private MailPlace() {}

    /** The folder that {@code settings} ask for, made when it is not there; one that is made here is its owner's alone. */
    static MailFolder of(Settings settings, InstantSource clock) throws StartException {
        Path asked = asked(settings);
        try {
            return new MailFolder(
                    asked == null
                            ? Files.createTempDirectory("offstage-mails")
                            : made(asked).toAbsolutePath(),
                    clock);
        } catch (IOException e) {
            throw new StartException("The folder " + (asked == null ? "for mails" : asked + " of --mails")
                    + " cannot be used: " + e + ".");
        }
    }

    private static @Nullable Path asked(Settings settings) {
        if (settings.mails() != null) {
            return settings.mails();
        }
        return settings.data() == null ? null : settings.data().resolve("mails");
    }

    private static Path made(Path folder) throws IOException {
        return Files.isDirectory(folder) ? folder : DataFolder.createForOwner(folder);
    }
}
