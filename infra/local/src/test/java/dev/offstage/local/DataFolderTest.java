package dev.offstage.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class DataFolderTest {
    private final Logger logger = Logger.getLogger(DataFolder.class.getName());
    private final List<String> warnings = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            warnings.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Path folder;

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
    }

    @Test
    void aNewFolderIsItsOwnersAlone() throws Exception {
        Path data = folder.resolve("new/data");

        open(data);

        assertThat(permissions(data)).isEqualTo("rwx------");
        open(data);
        assertThat(warnings).isEmpty();
    }

    @Test
    void aFolderThatOthersReadIsLeftSoWithAWarning() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        Path unused = Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-x---"));

        open(data);

        assertThat(permissions(data)).isEqualTo("rwxr-x---");
        assertThat(warnings).singleElement().asString().contains(data.toString(), "chmod 700");
    }

    private static void open(Path data) throws Exception {
        DataFolder.open(data).lock().channel().close();
    }

    private static String permissions(Path data) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(data));
    }
}
