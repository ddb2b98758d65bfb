package dev.sdpmcp.launcher.server.grizzly;

import java.util.Optional;
import java.util.function.Supplier;

/** Decides on a request by its head. Thread-safe. */
@FunctionalInterface
public interface HeadRule {

    /**
     * The whole answer to a request that is refused, one character for each byte; empty as a rule.
     *
     * @param head the request line and headers as they were sent, one character for each byte
     * @param peer the address at the other end, in text
     */
    Optional<String> refusal(String head, Supplier<String> peer);
}
