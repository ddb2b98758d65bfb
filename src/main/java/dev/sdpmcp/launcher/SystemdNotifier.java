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
 * Reports the state of the service to systemd (sd_notify(3)): ready, stopping, alive. It runs {@code systemd-notify}, since Java has
 * no Unix datagram sockets, and a library for them would bring native code of its own. That program stays until systemd has read
 * the message, so a unit with {@code NotifyAccess=all} loses none. Does nothing unless systemd asks for it. Thread-safe.
 */
final class SystemdNotifier {

    private static final Logger LOG = System.getLogger(SystemdNotifier.class.getName());

    /** Where systemd listens; set for services of {@code Type=notify}. */
    private static final String SOCKET = "NOTIFY_SOCKET";

    /** Microseconds after which a service that does not say that it is alive is restarted. */
    private static final String WATCHDOG = "WATCHDOG_USEC";

    /** What {@code systemd-notify} needs of the environment. */
    private static final Set<String> PASSED_ON = Set.of(SOCKET, "PATH");

    /** For one message; systemd itself is asked to answer within five seconds. */
    private static final Duration MESSAGE_LIMIT = Duration.ofSeconds(6);

    /** After a failed check. */
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final String program;
    private final Duration watchdog;
    private volatile boolean active;

    private SystemdNotifier(String program, boolean active, Duration watchdog) {
        this.program = program;
        this.active = active;
        this.watchdog = watchdog;
    }

    /** As the environment of a service says. */
    static SystemdNotifier of(Map<String, String> environment) {
        return of(environment, "systemd-notify");
    }

    /** @param program to run for each message, with the message's lines as arguments */
    static SystemdNotifier of(Map<String, String> environment, String program) {
        Duration watchdog = Optional.ofNullable(environment.get(WATCHDOG))
                .filter(micros -> micros.matches("[0-9]{1,18}"))
                .map(micros -> Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(Long.parseLong(micros))))
                .orElse(Duration.ZERO);
        return new SystemdNotifier(
                program, !environment.getOrDefault(SOCKET, "").isEmpty(), watchdog);
    }

    /** What {@code systemctl status} shows. Blocks for six seconds at most, as all messages do. */
    void status(String status) {
        send(statusLine(status));
    }

    /** Clients may connect: {@code systemctl start} returns. */
    void ready(String status) {
        send("READY=1", statusLine(status));
    }

    /** The orderly stop has begun: systemd waits for its end, without a watchdog. The last message. */
    void stopping() {
        send("STOPPING=1", statusLine("stopping"));
        active = false;
    }

    /**
     * Keeps the service alive in systemd's eyes from now on: at every half of the time that the unit gives, and only after a check.
     * Without a check that succeeds systemd restarts the service. One daemon thread; none if the unit has no watchdog.
     *
     * @param alive whether the server works; blocks for a bounded time
     * @param status what to show
     */
    void watch(BooleanSupplier alive, Supplier<String> status) {
        if (!active || watchdog.isZero()) {
            return;
        }
        Thread thread = new Thread(() -> watchUntilInterrupted(alive, status), "systemd-watchdog");
        thread.setDaemon(true);
        thread.start();
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
                        "The server does not answer /health/live; systemd restarts it if that lasts {0} s",
                        watchdog.toSeconds());
                status("does not answer /health/live");
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

    private void send(String... lines) {
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
                    "systemd cannot be told the state of the server, since {0} does not run ({1})",
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
                LOG.log(Level.WARNING, "systemd did not take a message within {0} s", MESSAGE_LIMIT.toSeconds());
            } else if (process.exitValue() != 0) {
                LOG.log(Level.WARNING, "systemd took no message (exit code {0})", process.exitValue());
            }
        } finally {
            process.destroyForcibly();
        }
    }
}
