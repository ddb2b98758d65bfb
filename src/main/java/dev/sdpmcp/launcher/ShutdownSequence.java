package dev.sdpmcp.launcher;

import dev.sdpmcp.launcher.demo.DemoSimulator;
import dev.sdpmcp.launcher.server.Application;
import dev.sdpmcp.launcher.setting.ExitCode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Shutdown sequence: stops the application gracefully while its streams are open, then the server, then the demo desk.
 * Halts the process after a timeout. Thread-safe.
 */
final class ShutdownSequence implements Runnable {

    /** For the application: running calls, then queued events of the streams. */
    private static final Duration GRACE = Duration.ofSeconds(15);

    /** The grace period, and the same again for the server. */
    private static final Duration HALT_AFTER = GRACE.multipliedBy(2);

    private final Console console;
    private final Application application;
    private final SystemdNotifier systemd;
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile Optional<DemoSimulator> desk = Optional.empty();

    ShutdownSequence(Console console, Application application, SystemdNotifier systemd) {
        this.console = console;
        this.application = application;
        this.systemd = systemd;
    }

    /** Adds a demo desk to stop. */
    void include(DemoSimulator demoDesk) {
        desk = Optional.of(demoDesk);
    }

    /** Stops the process; a second call returns at once. */
    @Override
    public void run() {
        stop(true);
    }

    /** Stops without a timeout, for a JVM that writes a recording at its end; its parent process has a timeout. */
    void runWithoutTimeout() {
        stop(false);
    }

    private void stop(boolean withTimeout) {
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        console.print("stopping");
        if (withTimeout) {
            Thread.ofPlatform().daemon().name("stop-timeout").start(this::haltAfterTimeout);
        }
        systemd.stopping();
        try {
            application.stop(GRACE);
        } finally {
            // the server stops in its own shutdown hook and may use the desk until then
            Runtime.getRuntime().addShutdownHook(new Thread(this::stopDesk, "demo-desk-stop"));
            System.exit(ExitCode.STOPPED.number());
        }
    }

    /** Stops the demo desk, if there is one. */
    void stopDesk() {
        try {
            if (desk.isPresent()) {
                desk.get().stop();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void haltAfterTimeout() {
        try {
            Thread.sleep(HALT_AFTER.toMillis());
            console.printError("not stopped after " + HALT_AFTER.toSeconds() + " s, halted");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(ExitCode.CUT_OFF.number());
    }
}
