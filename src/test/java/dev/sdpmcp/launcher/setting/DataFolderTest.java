package dev.sdpmcp.launcher.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sdpmcp.config.ProcessUser;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    /** The number of no user, which is also its name. */
    private static final int SOMEBODY = 54_321;

    @TempDir
    Path parent;

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void has_mode_700_even_if_it_existed() throws Exception {
        Path folder = Files.createDirectories(parent.resolve("a/data"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

        DataFolder.open(folder).release();

        assertThat(mode(folder)).isEqualTo("rwx------");
    }

    @Test
    void keeps_the_lock_without_a_reference() throws Exception {
        DataFolder.open(parent);
        for (int i = 0; i < 10; i++) {
            System.gc();
            Thread.sleep(20); // the channel would be closed by a thread of the collector
        }

        try (FileChannel other = FileChannel.open(parent.resolve(".lock"), StandardOpenOption.WRITE)) {
            assertThatThrownBy(other::tryLock).isInstanceOf(OverlappingFileLockException.class);
        }
    }

    /** As root, whose files the server could not use. */
    @Test
    void a_folder_of_another_user_is_refused_unchanged() throws Exception {
        assumeTrue(ProcessUser.current().root(), "needs root to give a folder away");
        Files.setAttribute(parent, "unix:uid", SOMEBODY);

        StartRefused refused = catchThrowableOfType(StartRefused.class, () -> DataFolder.open(parent));

        assertThat(refused.exitCode()).isEqualTo(ExitCode.DATA_FOLDER);
        assertThat(refused)
                .hasMessageContaining("belongs to " + SOMEBODY)
                .hasMessageContaining("Run it as " + SOMEBODY);
        assertThat(parent).isEmptyDirectory();
    }

    /** A mounted folder may belong to root; the owner of the lock file counts. */
    @Test
    void a_folder_of_a_server_of_another_user_is_refused() throws Exception {
        assumeTrue(ProcessUser.current().root(), "needs root to give a file away");
        DataFolder.open(parent).release();
        Files.setAttribute(parent.resolve(".lock"), "unix:uid", SOMEBODY);

        assertThatThrownBy(() -> DataFolder.open(parent)).hasMessageContaining("belongs to " + SOMEBODY);
    }

    @Test
    void refuses_a_path_below_a_file() throws IOException {
        Path file = Files.createFile(parent.resolve("file"));

        StartRefused refused = catchThrowableOfType(StartRefused.class, () -> DataFolder.open(file.resolve("data")));

        assertThat(refused.exitCode()).isEqualTo(ExitCode.DATA_FOLDER);
        assertThat(refused).hasMessageContaining("SDP_DATA_DIR").hasMessageContaining(file.toString());
    }

    @Test
    void stores_the_demo_key_with_mode_600_across_restarts() throws Exception {
        DataFolder first = DataFolder.open(parent);
        String key = first.demoKey();
        first.release();

        assertThat(key).matches("[0-9a-f]{64}");
        assertThat(mode(parent.resolve("demo-api-key"))).isEqualTo("rw-------");
        DataFolder second = DataFolder.open(parent);
        assertThat(second.demoKey()).isEqualTo(key);
        second.release();
    }

    @Test
    void replaces_an_empty_demo_key_after_a_crash() throws Exception {
        Files.createFile(parent.resolve("demo-api-key"));
        Files.createFile(parent.resolve("demo-api-key.unfinished"));
        DataFolder data = DataFolder.open(parent);

        assertThat(data.demoKey()).matches("[0-9a-f]{64}").isEqualTo(data.demoKey());

        assertThat(mode(parent.resolve("demo-api-key"))).isEqualTo("rw-------");
        assertThat(parent.resolve("demo-api-key.unfinished")).doesNotExist();
        data.release();
    }
}
