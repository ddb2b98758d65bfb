package dev.sdpmcp.access;

/**
 * Management interface through which the launcher, which reads request heads before the application does, obtains the
 * error response. Registered as {@value #NAME} in the platform MBean server; only JDK types, since the launcher does
 * not share our classes.
 */
public interface HeadRefusalsMBean {

    /** The object name. */
    String NAME = "dev.sdpmcp:type=HeadRefusals";

    /**
     * Counts and logs a request that is refused for its head.
     *
     * @param peer the address at the other end of the connection
     * @param flaw the name of a {@link dev.sdpmcp.requesthead.RequestHead.Flaw}
     * @return the complete response, head and body, in ASCII, with {@code Connection: close}
     */
    String refuse(String peer, String flaw);
}
