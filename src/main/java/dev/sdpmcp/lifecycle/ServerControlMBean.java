package dev.sdpmcp.lifecycle;

import java.util.Map;

/**
 * What the program that started this server may ask of it, under {@value #NAME} in the platform's MBean server. Only
 * types of the JDK, since the asker has none of our classes.
 */
public interface ServerControlMBean {

    /** The object name. */
    String NAME = "dev.sdpmcp:type=ServerControl";

    /** Whether clients may come. */
    boolean isReady();

    /** Names of the readiness checks that say no; empty when ready. */
    String[] getMissing();

    /**
     * What an operator must mend before the server can become ready: a sentence each, with the name of its
     * {@link ReadinessProblem.Place}. Empty as a rule.
     */
    Map<String, String> getProblems();

    /** To be called once, when clients may come: has the application log its start with the time taken. */
    void announceReady();

    /**
     * Says goodbye to clients and lets running calls finish, while streams are alive.
     *
     * @param graceMillis milliseconds after which it returns in any case
     */
    void stop(long graceMillis);

    /** Reads again at once what may change while the server runs; returns after ten seconds at most. */
    void reload();
}
