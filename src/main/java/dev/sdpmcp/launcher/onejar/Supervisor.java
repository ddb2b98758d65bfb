package dev.sdpmcp.launcher.onejar;

import dev.sdpmcp.launcher.setting.ExitCode;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Supervisor of one child process: forwards stop and reload, waits for its end and returns its exit code. The standard
 * input of the child is a pipe that is closed when this process ends, so that the child can end as well. Thread-safe.
 */
public final class Supervisor implements Runnable {

    /** Longer than a server takes to stop. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(40);

    private volatile @Nullable Process child;
    private boolean stopping;
    private volatile boolean cutOff;

    /** Stops the child; without a child, ends this process at once and starts none. */
    @Override
    public void run() {
        Process running;
        synchronized (this) {
            stopping = true;
            running = child;
        }
        if (running == null) {
            System.exit(ExitCode.STOPPED.number());
            return;
        }
        running.destroy();
        try {
            if (!running.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                cutOff = true;
                running.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Makes the child reload, by a byte on its standard input; does nothing without a child. */
    public void reload() {
        Process running = child;
        if (running == null) {
            return;
        }
        try {
            running.getOutputStream().write('\n');
            running.getOutputStream().flush();
        } catch (IOException ended) {
            System.getLogger(Supervisor.class.getName())
                    .log(System.Logger.Level.WARNING, "reload failed: {0}", ended.getMessage());
        }
    }

    /**
     * Starts the child with inherited output streams and waits for its end.
     *
     * @return its exit code, or 128 plus the number of the signal that killed it
     */
    public int supervise(List<String> command) throws IOException, InterruptedException {
        Process started;
        synchronized (this) {
            if (stopping) {
                return ExitCode.STOPPED.number();
            }
            started = new ProcessBuilder(command)
                    .redirectOutput(Redirect.INHERIT)
                    .redirectError(Redirect.INHERIT)
                    .start();
            child = started;
        }
        int code = started.waitFor();
        return cutOff ? ExitCode.CUT_OFF.number() : code;
    }
}
