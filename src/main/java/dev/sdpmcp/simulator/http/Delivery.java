package dev.sdpmcp.simulator.http;

/**
 * An answer and how much of it reaches the caller.
 *
 * @param reply the answer
 * @param ending how the exchange ends
 */
public record Delivery(HttpReply reply, Ending ending) {
    /** End of an exchange. */
    public enum Ending {
        /** The whole answer arrives. */
        WHOLE,
        /** Half of the announced body arrives, then the connection closes. */
        TRUNCATED,
        /** The connection closes without a byte. */
        DROPPED
    }

    /** An answer that arrives. */
    public static Delivery whole(HttpReply reply) {
        return new Delivery(reply, Ending.WHOLE);
    }
}
