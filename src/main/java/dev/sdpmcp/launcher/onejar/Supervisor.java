package dev.sdpmcp.launcher.onejar;

import dev.sdpmcp.launcher.setting.ExitCode;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one child process: hands on the wish to stop or to reload, waits for its end, and has its exit code. The child's standard input is
 * a pipe that ends when this process does, however it ends; a child that reads it need not stay behind. Thread-safe.
 */
public final class Supervisor implements Runnable {

    /** More than a server allows itself to stop. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(40);

    private @Nullable Process child;
    private boolean stopping;
    private volatile boolean cutOff;

    /** Asks the child to stop; without one, the process ends at once, and so it does without a child that started later. */
    @Override
    public void run() {
        Process running;
        synchronized (this) {
            stopping = true;
            running = child;
        }
        if (running == null) {
            System.exit(ExitCode.STOPPED.number());
        } else {
            stop(running);
        }
    }

    /** Asks the child to reload, by a byte on its standard input; does nothing without one. */
    public void reload() {
        Process running;
        synchronized (this) {
            running = child;
        }
        if (running == null) {
            return;
        }
        try {
            running.getOutputStream().write('\n');
            running.getOutputStream().flush();
        } catch (IOException ended) {
            System.getLogger(Supervisor.class.getName())
                    .log(System.Logger.Level.WARNING, "the server cannot be asked to reload: {0}", ended.getMessage());
        }
    }

    private void stop(Process running) {
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

    /**
     * Starts the child with this process's output and error, and waits for its end.
     *
     * @return its exit code, 128 and the number of the signal if one killed it
     */
    public int keep(List<String> command) throws IOException, InterruptedException {
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
