package dev.sdpmcp.access;

/**
 * How the launcher, which sees the heads of requests before this application does, has one refused in its words. Registered as
 * {@value #NAME} in the platform's MBean server; only types of the JDK, since the launcher has none of our classes.
 */
public interface HeadRefusalsMBean {

    /** The object name. */
    String NAME = "dev.sdpmcp:type=HeadRefusals";

    /**
     * Counts and logs a request that is refused for its head.
     *
     * @param peer the address at the other end of the connection
     * @param flaw the name of a {@link dev.sdpmcp.requesthead.RequestHead.Flaw}
     * @return the whole answer, head and body, in ASCII; it says that the connection is closed
     */
    String refuse(String peer, String flaw);
}
