package dev.sdpmcp.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("component")
class SystemdNotifierTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    /** A stand-in for systemd-notify that records its arguments and environment. */
    private String noting(String more) throws IOException {
        Path script = Files.writeString(
                folder.resolve("notify"),
                "#!/bin/sh\nprintf '%s|' \"$@\" >> '" + folder.resolve("noted") + "'\necho >> '"
                        + folder.resolve("noted") + "'\nenv > '" + folder.resolve("environment") + "'\n" + more + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script.toString();
    }

    private List<String> noted() throws IOException {
        Path noted = folder.resolve("noted");
        return Files.exists(noted) ? Files.readAllLines(noted) : List.of();
    }

    private static Map<String, String> environment(String watchdogMicros) {
        Map<String, String> environment = new HashMap<>(Map.of("NOTIFY_SOCKET", "/run/systemd/notify"));
        environment.put("WATCHDOG_USEC", watchdogMicros);
        return environment;
    }

    /** The real program and a real socket. */
    @Test
    void reports_start_watchdog_and_stop() throws Exception {
        try (NotifySocket systemd = NotifySocket.in(folder)) {
            Map<String, String> environment = new HashMap<>(systemd.environment());
            environment.put("WATCHDOG_USEC", "200000");
            // as a child of this JVM inherits it
            SystemdNotifier notifier = SystemdNotifier.of(environment, wrapped("systemd-notify", systemd.path()));

            notifier.status("starting\nREADY=1");
            notifier.ready("ready");
            notifier.watch(() -> true, () -> "not ready: database");
            Awaitility.await()
                    .atMost(LIMIT)
                    .until(() -> systemd.messages().stream()
                                    .filter("WATCHDOG=1 | STATUS=not ready: database"::equals)
                                    .count()
                            >= 3);
            notifier.stopping();

            assertThat(systemd.messages())
                    .startsWith("STATUS=starting READY=1", "READY=1 | STATUS=ready")
                    .contains("STOPPING=1 | STATUS=stopping");
        }
    }

    private String wrapped(String program, String socket) throws IOException {
        Path script = Files.writeString(
                folder.resolve("wrapped"), "#!/bin/sh\nNOTIFY_SOCKET='" + socket + "' exec " + program + " \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script.toString();
    }

    @Test
    void runs_nothing_without_systemd() throws IOException {
        SystemdNotifier notifier = SystemdNotifier.of(Map.of("WATCHDOG_USEC", "1000"), noting(""));

        notifier.status("starting");
        notifier.ready("ready");
        notifier.watch(
                () -> {
                    throw new AssertionError("nobody waits for this");
                },
                () -> "");
        notifier.stopping();

        assertThat(noted()).isEmpty();
    }

    @Test
    void the_program_gets_no_secret() throws IOException {
        SystemdNotifier.of(environment("0"), noting("")).ready("ready");

        assertThat(noted()).containsExactly("READY=1|STATUS=ready|");
        assertThat(Files.readAllLines(folder.resolve("environment")))
                .allMatch(line -> line.matches("(PATH|NOTIFY_SOCKET|PWD|_|SHLVL|OLDPWD)=.*"));
    }

    @Test
    void sends_no_watchdog_message_while_the_check_fails() throws Exception {
        AtomicBoolean alive = new AtomicBoolean(true);
        AtomicInteger checks = new AtomicInteger();
        SystemdNotifier notifier = SystemdNotifier.of(environment("100000"), noting(""));
        notifier.watch(
                () -> {
                    checks.incrementAndGet();
                    return alive.get();
                },
                () -> "ready");
        Awaitility.await().atMost(LIMIT).until(() -> noted().contains("WATCHDOG=1|STATUS=ready|"));

        alive.set(false);
        Awaitility.await().atMost(LIMIT).until(() -> noted().contains("STATUS=does not respond to /health/live|"));
        int reports = noted().size();
        int checked = checks.get();
        Awaitility.await().atMost(LIMIT).until(() -> checks.get() >= checked + 3);
        assertThat(noted()).hasSize(reports);

        alive.set(true);
        Awaitility.await().atMost(LIMIT).until(() -> noted().size() > reports);
        assertThat(noted().getLast()).isEqualTo("WATCHDOG=1|STATUS=ready|");

        notifier.stopping();
        Awaitility.await().atMost(LIMIT).until(() -> noted().getLast().equals("STOPPING=1|STATUS=stopping|"));
    }

    @Test
    void a_missing_or_hanging_program_delays_for_a_bounded_time() throws IOException {
        SystemdNotifier.of(environment("0"), folder.resolve("nowhere").toString())
                .ready("ready");
        long begun = System.nanoTime();

        SystemdNotifier.of(environment("0"), noting("exec sleep 60")).ready("ready");

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LIMIT);
    }
}
