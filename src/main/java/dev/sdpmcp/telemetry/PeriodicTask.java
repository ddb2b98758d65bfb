package dev.sdpmcp.telemetry;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Work that a clock has done again and again. An executor gives up in silence what fails once, be it an error of the JVM; a
 * round does not fail. Of a row of failures the first is told, and its end. For one thread at a time.
 */
public final class PeriodicTask implements Runnable {

    private static final Logger LOG = System.getLogger(PeriodicTask.class.getName());

    private final String what;
    private final Runnable work;
    private boolean failing;

    /** @param what the work in words of ours, for the log: {@code looking at the database} */
    public PeriodicTask(String what, Runnable work) {
        this.what = what;
        this.work = work;
    }

    @Override
    public void run() {
        try {
            work.run();
            if (failing) {
                failing = false;
                LOG.log(Level.INFO, "{0} works again", what);
            }
        } catch (Throwable fault) { // or there would be no next round
            if (!failing) {
                failing = true;
                LOG.log(Level.ERROR, "{0} failed, and is tried again: {1}", what, ExceptionSummary.inOneLine(fault));
            }
        }
    }
}
