package dev.sdpmcp.launcher.server;

import java.time.Duration;
import java.util.function.Consumer;

/** Looks at something of the server again and again: one failure is an accident, several in a row are a changed server. */
final class RepeatedCheck implements Runnable {

    /** In a row. */
    static final int MOST_FAILURES = 5;

    private final Look look;
    private final Duration between;
    private final Consumer<Exception> told;
    private final Consumer<Exception> givenUp;

    /** Something to do each time. */
    interface Look {
        void look() throws ReflectiveOperationException;
    }

    /**
     * @param between pause before each look
     * @param told is told of the first of several failures in a row
     * @param givenUp is told of the last one, after which there are no more looks
     */
    RepeatedCheck(Look look, Duration between, Consumer<Exception> told, Consumer<Exception> givenUp) {
        this.look = look;
        this.between = between;
        this.told = told;
        this.givenUp = givenUp;
    }

    /** Returns when it is interrupted, or has given up. */
    @Override
    public void run() {
        int failures = 0;
        while (failures < MOST_FAILURES) {
            try {
                Thread.sleep(between.toMillis());
                look.look();
                failures = 0;
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                return;
            } catch (ReflectiveOperationException | RuntimeException failed) {
                failures++;
                tell(failures, failed);
            }
        }
    }

    private void tell(int failures, Exception failed) {
        if (failures == MOST_FAILURES) {
            givenUp.accept(failed);
        } else if (failures == 1) {
            told.accept(failed);
        }
    }
}
