package dev.sdpmcp.launcher.onejar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationsTest {

    @TempDir
    Path folder;

    private Path open(String content) throws Exception {
        return open(content, installation -> {});
    }

    private Path open(String content, Installations.Finish finish) throws Exception {
        Path jar = GivenJar.carrying(Files.createTempFile(folder, "given", ".jar"), content);
        try (Payload payload = Payload.of(jar)) {
            return new Installations(folder.resolve("program")).open(payload, finish);
        }
    }

    private List<Path> installations() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("program"))) {
            return all.filter(Files::isDirectory).toList();
        }
    }

    @Test
    void unpacks_the_payload_with_mode_700() throws Exception {
        Path installation = open("one");

        assertThat(installation.resolve("target/server.jar")).hasContent("one");
        assertThat(installation.resolve("domain-config/jvm.options")).hasContent("-Xmx1g");
        assertThat(installation.resolve("dev")).doesNotExist();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("program"))))
                .isEqualTo("rwx------");
    }

    @Test
    void unpacks_a_build_once() throws Exception {
        Path first = open("one");
        Files.writeString(first.resolve("kept"), "by the first");

        assertThat(open("one")).isEqualTo(first);
        assertThat(first.resolve("kept")).exists();
    }

    @Test
    void unpacks_an_incomplete_installation_again() throws Exception {
        Path installation = open("one");
        Files.delete(installation.resolve("domain-config/jvm.options"));

        assertThat(open("one").resolve("domain-config/jvm.options")).hasContent("-Xmx1g");
    }

    @Test
    void removes_unused_and_unfinished_installations() throws Exception {
        Path program = Files.createDirectories(folder.resolve("program"));
        Files.createDirectories(program.resolve("0123456789abcdef/target"));
        Files.createDirectories(program.resolve("0123456789abcdef.unfinished/target"));

        Path installation = open("new");

        assertThat(installations()).containsExactly(installation);
    }

    @Test
    void keeps_an_installation_that_is_in_use() throws Exception {
        Path used = open("old");

        Path installation = open("new");

        assertThat(installations()).containsExactlyInAnyOrder(used, installation);
    }

    @Test
    void finishes_one_at_a_time_with_concurrent_starts() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        List<Callable<Path>> starts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            starts.add(() -> open("one", installation -> {
                assertThat(inside.incrementAndGet()).isEqualTo(1);
                assertThat(installation.resolve("target/server.jar")).hasContent("one");
                inside.decrementAndGet();
            }));
        }
        ExecutorService threads = Executors.newFixedThreadPool(starts.size());
        try {
            for (Future<Path> each : threads.invokeAll(starts)) {
                assertThat(each.get()).isEqualTo(installations().get(0));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void leaves_no_files_of_a_damaged_jar() throws Exception {
        Path jar = GivenJar.carrying(folder.resolve("damaged.jar"), "content that is stored somewhere".repeat(40));
        byte[] bytes = Files.readAllBytes(jar);
        int place = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("server.jar") + 30;
        bytes[place] ^= 0x55;
        Files.write(jar, bytes);

        try (Payload payload = Payload.of(jar)) {
            Installations installations = new Installations(folder.resolve("program"));
            assertThatThrownBy(() -> installations.open(payload, installation -> {}))
                    .isInstanceOf(IOException.class);
            assertThat(folder.resolve("program").resolve(payload.buildId())).doesNotExist();
        }
    }

    @Test
    void refuses_a_jar_with_a_path_outside_of_the_folder_or_without_a_payload() throws Exception {
        Path outside = GivenJar.with(folder.resolve("outside.jar"), "payload/../../outside");
        try (Payload payload = Payload.of(outside)) {
            assertThatThrownBy(() -> payload.unpack(folder.resolve("into")))
                    .hasMessageContaining("is outside of the folder");
        }
        assertThatThrownBy(() -> Payload.of(GivenJar.with(folder.resolve("empty.jar"), "other/file")))
                .hasMessageContaining("contains no server");
    }

    @Test
    void a_build_is_named_by_its_content() throws Exception {
        assertThat(open("one")).isNotEqualTo(open("two")).isEqualTo(open("one"));
    }
}
