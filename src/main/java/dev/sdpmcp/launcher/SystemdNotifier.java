package dev.sdpmcp.launcher;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Client of the systemd notification protocol (sd_notify(3)): ready, stopping, watchdog. Runs {@code systemd-notify},
 * since Java has no Unix datagram sockets; that program waits until systemd has read the message, so none is lost with
 * {@code NotifyAccess=all}. Does nothing unless systemd sets {@code NOTIFY_SOCKET}. Thread-safe.
 */
final class SystemdNotifier {

    private static final Logger LOG = System.getLogger(SystemdNotifier.class.getName());

    /** Socket of systemd; set for services of {@code Type=notify}. */
    private static final String SOCKET = "NOTIFY_SOCKET";

    /** Watchdog timeout in microseconds. */
    private static final String WATCHDOG = "WATCHDOG_USEC";

    /** Environment of {@code systemd-notify}. */
    private static final Set<String> PASSED_ON = Set.of(SOCKET, "PATH");

    /** For one message; {@code systemd-notify} waits five seconds for systemd. */
    private static final Duration MESSAGE_LIMIT = Duration.ofSeconds(6);

    /** Pause after a failed check. */
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final String program;
    private final Duration watchdog;
    private volatile boolean active;

    private SystemdNotifier(String program, boolean active, Duration watchdog) {
        this.program = program;
        this.active = active;
        this.watchdog = watchdog;
    }

    static SystemdNotifier of(Map<String, String> environment) {
        return of(environment, "systemd-notify");
    }

    /** @param program the program to run for each message, with its lines as arguments */
    static SystemdNotifier of(Map<String, String> environment, String program) {
        Duration watchdog = Optional.ofNullable(environment.get(WATCHDOG))
                .filter(micros -> micros.matches("[0-9]{1,18}"))
                .map(micros -> Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(Long.parseLong(micros))))
                .orElse(Duration.ZERO);
        return new SystemdNotifier(
                program, !environment.getOrDefault(SOCKET, "").isEmpty(), watchdog);
    }

    /** Sets the status for {@code systemctl status}. Blocks for twelve seconds at most, as all messages do. */
    void status(String status) {
        send(statusLine(status));
    }

    /** Reports that clients may connect, so that {@code systemctl start} returns. */
    void ready(String status) {
        send("READY=1", statusLine(status));
    }

    /** Reports the stop, which ends the watchdog. The last message, also if the watchdog is sending one. */
    synchronized void stopping() {
        send("STOPPING=1", statusLine("stopping"));
        active = false;
    }

    /**
     * Sends watchdog messages at half the timeout of the unit while a check succeeds; otherwise systemd restarts the
     * service. Uses one daemon thread, or none if the unit has no watchdog.
     *
     * @param alive the check; blocks for a bounded time
     * @param status the status to report
     */
    void watch(BooleanSupplier alive, Supplier<String> status) {
        if (!active || watchdog.isZero()) {
            return;
        }
        Thread.ofPlatform().daemon().name("systemd-watchdog").start(() -> watchUntilInterrupted(alive, status));
    }

    private void watchUntilInterrupted(BooleanSupplier alive, Supplier<String> status) {
        Duration half = watchdog.dividedBy(2);
        Duration retry = RETRY.compareTo(half) < 0 ? RETRY : half;
        boolean failing = false;
        while (active && !Thread.currentThread().isInterrupted()) {
            boolean works = alive.getAsBoolean();
            if (works) {
                send("WATCHDOG=1", statusLine(status.get()));
            } else if (!failing) {
                LOG.log(
                        Level.ERROR,
                        "The server does not respond to /health/live; systemd restarts it after {0} s",
                        watchdog.toSeconds());
                status("does not respond to /health/live");
            }
            failing = !works;
            pause(works ? half : retry);
        }
    }

    private static void pause(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static String statusLine(String status) {
        // a line break would begin another assignment
        return "STATUS=" + status.replaceAll("\\R", " ");
    }

    /** Sends one message after the other, so that they arrive in this order. */
    private synchronized void send(String... lines) {
        if (!active) {
            return;
        }
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(lines));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(Redirect.DISCARD).redirectError(Redirect.INHERIT);
        builder.environment().keySet().retainAll(PASSED_ON);
        try {
            run(builder);
        } catch (IOException notThere) {
            active = false;
            LOG.log(
                    Level.WARNING,
                    "the state of the server cannot be reported to systemd, since {0} does not run ({1})",
                    program,
                    notThere.getMessage());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static void run(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(MESSAGE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(Level.WARNING, "systemd did not accept a message within {0} s", MESSAGE_LIMIT.toSeconds());
            } else if (process.exitValue() != 0) {
                LOG.log(Level.WARNING, "systemd did not accept a message (exit code {0})", process.exitValue());
            }
        } finally {
            process.destroyForcibly();
        }
    }
}
