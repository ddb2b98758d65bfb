package dev.sdpmcp.simulator.http;

/** Answers HTTP calls. */
public interface CallHandler {
    /** Answers one call; must be thread-safe and not throw. */
    Delivery answer(HttpCall call);
}
