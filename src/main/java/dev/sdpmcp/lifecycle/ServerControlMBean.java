package dev.sdpmcp.lifecycle;

import dev.sdpmcp.lifecycle.ReadinessCheck.ReadinessProblem;
import java.util.Map;

/**
 * Management interface for the launcher, registered as {@value #NAME} in the platform's MBean server. Uses only types
 * of the JDK, since the launcher does not load the application's classes.
 */
public interface ServerControlMBean {

    /** The object name. */
    String NAME = "dev.sdpmcp:type=ServerControl";

    /** Whether clients may connect. */
    boolean isReady();

    /** Names of the readiness checks that fail; empty when ready. */
    String[] getMissing();

    /**
     * Problems that an operator must fix before the server can become ready: a sentence each, with the name of its
     * {@link ReadinessProblem.Place}. Usually empty.
     */
    Map<String, String> getProblems();

    /** To be called once, when clients may connect: the application logs its start with the time it took. */
    void announceReady();

    /**
     * Stops gracefully: finishes running calls and notifies clients while their streams are open.
     *
     * @param graceMillis milliseconds after which this returns in any case
     */
    void stop(long graceMillis);

    /** Reloads the settings that may change while the server runs; returns after ten seconds at most. */
    void reload();
}
