package dev.sdpmcp.launcher.server;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Periodic check by reflection that ends after several consecutive failures, since the server is then an unknown
 * version.
 *
 * @param interval pause before each check
 * @param onFailure called with the first of consecutive failures
 * @param onEnd called with the last failure, after which there are no more checks
 */
record RepeatedCheck(Check check, Duration interval, Consumer<Exception> onFailure, Consumer<Exception> onEnd)
        implements Runnable {

    /** Consecutive failures. */
    static final int MAX_FAILURES = 5;

    /** The check. */
    interface Check {
        void check() throws ReflectiveOperationException;
    }

    /** Returns when interrupted, or after too many failures. */
    @Override
    public void run() {
        int failures = 0;
        while (failures < MAX_FAILURES) {
            try {
                Thread.sleep(interval.toMillis());
                check.check();
                failures = 0;
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                return;
            } catch (ReflectiveOperationException | RuntimeException failed) {
                failures++;
                report(failures, failed);
            }
        }
    }

    private void report(int failures, Exception failed) {
        if (failures == MAX_FAILURES) {
            onEnd.accept(failed);
        } else if (failures == 1) {
            onFailure.accept(failed);
        }
    }
}
