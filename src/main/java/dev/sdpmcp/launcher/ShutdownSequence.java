package dev.sdpmcp.launcher;

import dev.sdpmcp.launcher.demo.DemoSimulator;
import dev.sdpmcp.launcher.server.Application;
import dev.sdpmcp.launcher.setting.ExitCode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The way out: the application says goodbye while its streams are alive, then the server is taken down, then the demo
 * desk. Whatever hangs is cut off in the end.
 */
final class ShutdownSequence implements Runnable {

    /** For the application's goodbye: running calls, then what is queued on the streams. */
    private static final Duration GRACE = Duration.ofSeconds(15);

    /** The grace, and the same again for the server to be taken down. */
    private static final Duration CUT_OFF = GRACE.multipliedBy(2);

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

    /** Has this desk ended too. */
    void include(DemoSimulator demoDesk) {
        desk = Optional.of(demoDesk);
    }

    /** Never returns, but for those who ask again. */
    @Override
    public void run() {
        stop(true);
    }

    /** The same without a limit, for a JVM that writes a recording at its end; the process that started it limits its time. */
    void runUnlimited() {
        stop(false);
    }

    private void stop(boolean limited) {
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        console.say("stopping");
        if (limited) {
            Thread cutOff = new Thread(this::cutOff, "cut-off");
            cutOff.setDaemon(true);
            cutOff.start();
        }
        systemd.stopping();
        try {
            application.stop(GRACE);
        } finally {
            leave();
        }
    }

    private void leave() {
        // the server's own shutdown hook takes it down; the desk goes last, since it may be asked until then
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopDesk, "demo-desk-stop"));
        System.exit(ExitCode.STOPPED.number());
    }

    /** Ends the demo desk, if there is one. */
    void stopDesk() {
        try {
            if (desk.isPresent()) {
                desk.get().stop();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void cutOff() {
        try {
            Thread.sleep(CUT_OFF.toMillis());
            console.complain("not stopped after " + CUT_OFF.toSeconds() + " s, cut off");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(ExitCode.CUT_OFF.number());
    }
}
