package dev.offstage.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.Set;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The folder that keeps queues and tables, held by one process at a time. */
record DataFolder(Path queues, Path tables, FileLock lock) {
    private static final Logger LOG = Logger.getLogger(DataFolder.class.getName());
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");
    private static final FileAttribute<Set<PosixFilePermission>> OWNER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    static DataFolder open(Path folder) throws StartException {
        try {
            create(folder);
            Path queues = Files.createDirectories(folder.resolve("queues"));
            Path tables = Files.createDirectories(folder.resolve("tables"));
            FileChannel file =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = lock(file);
            if (lock == null) {
                throw new StartException("The folder " + folder
                        + " is in use by another offstage-local: end that one, or give another folder to --data.");
            }
            return new DataFolder(queues, tables, lock);
        } catch (IOException e) {
            throw new StartException("The folder " + folder + " cannot be used: " + e + ".");
        }
    }

    /** The tables hold the key that signs cookies, so a folder that is made here is its owner's alone. */
    private static void create(Path folder) throws IOException {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (Files.exists(folder)) {
            if (posix && !Collections.disjoint(Files.getPosixFilePermissions(folder), OTHERS)) {
                LOG.warning(() -> "Other users of this machine may look into the folder " + folder
                        + ", whose tables hold the key that signs cookies. Shut them out with: chmod 700 " + folder);
            }
            return;
        }
        Path unused = createForOwner(folder);
    }

    /** Makes a folder that nobody but its owner may look into. */
    static Path createForOwner(Path folder) throws IOException {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            var unused = Files.createDirectories(parent);
        }
        return posix ? Files.createDirectory(folder, OWNER) : Files.createDirectory(folder);
    }

    private static @Nullable FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException ignored) {
            return null;
        }
    }
}
