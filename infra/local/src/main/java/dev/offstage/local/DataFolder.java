package dev.offstage.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The folder that keeps queues and tables, held by one process at a time. */
record DataFolder(Path queues, Path tables, FileLock lock) {
    static DataFolder open(Path folder) throws StartException {
        try {
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

    private static @Nullable FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException ignored) {
            return null;
        }
    }
}
