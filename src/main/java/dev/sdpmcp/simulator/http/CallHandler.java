package dev.sdpmcp.simulator.http;

/** Whoever answers the calls that come in at the door. */
public interface CallHandler {
    /** Answers one call; must be thread-safe and not throw. */
    Delivery answer(HttpCall call);
}
