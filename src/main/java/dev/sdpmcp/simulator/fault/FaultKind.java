package dev.sdpmcp.simulator.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Effects of a fault on a call. */
public enum FaultKind {
    /** 429 with inner code 4015, and {@code Retry-After} if a number of seconds is given. */
    RATE_LIMITED,
    /** 500 with inner code 4004. */
    SERVER_ERROR,
    /** 503 with an HTML page. */
    UNAVAILABLE,
    /** 401 with an HTML page. */
    HTML_401,
    /** 400 with an HTML page. */
    HTML_400,
    /** 404 with inner code 4007, as where an address does not exist on a tenant. */
    NOT_FOUND,
    /** The answer takes longer. */
    SLOW,
    /** The connection closes without an answer. */
    DROP,
    /** The connection closes in the middle of the answer. */
    TRUNCATE,
    /** The access token of the call expires, just before the call. */
    EXPIRE_TOKEN;

    /** The name in {@code /_sim/faults}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The kind with this name.
     *
     * @throws IllegalArgumentException if there is none; the message lists the known ones
     */
    static FaultKind labelled(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown kind '" + label + "'; known kinds: "
                        + Arrays.stream(values()).map(FaultKind::label).collect(Collectors.joining(", "))));
    }
}
