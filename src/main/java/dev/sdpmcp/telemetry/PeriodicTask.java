package dev.sdpmcp.telemetry;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Periodic task that never throws, since an executor silently cancels a periodic task after its first exception. Of
 * consecutive failures the first is logged, and the recovery. Not thread-safe.
 */
public final class PeriodicTask implements Runnable {

    private static final Logger LOG = System.getLogger(PeriodicTask.class.getName());

    private final String name;
    private final Runnable work;
    private boolean failing;

    /** @param name for the log, such as {@code checking the database} */
    public PeriodicTask(String name, Runnable work) {
        this.name = name;
        this.work = work;
    }

    @Override
    public void run() {
        try {
            work.run();
            if (failing) {
                failing = false;
                LOG.log(Level.INFO, "{0} works again", name);
            }
        } catch (Throwable fault) { // an executor would run it no more
            if (!failing) {
                failing = true;
                LOG.log(Level.ERROR, "{0} failed and will be retried: {1}", name, ExceptionSummary.inOneLine(fault));
            }
        }
    }
}
