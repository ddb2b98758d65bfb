package dev.sdpmcp.simulator.tenant;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A fault to inject: the calls that it affects and its effect on them.
 *
 * @param kind of the effect
 * @param method of the calls; {@code *} for all
 * @param path of the calls: {@code /requests/*} after {@code /api/v3}, or {@code /oauth/v2/token}; {@code *} stands
 *     for anything
 * @param skip number of fitting calls that succeed first
 * @param count number of calls that fail then
 * @param millis delay of a slow answer, at most two minutes
 * @param afterCommit whether the work is done before the fault
 * @param retryAfter seconds in {@code Retry-After}; 0 = no header
 */
public record Fault(
        Kind kind,
        String method,
        String path,
        int skip,
        int count,
        int millis,
        @JsonProperty("after_commit") boolean afterCommit,
        @JsonProperty("retry_after") int retryAfter) {
    private static final Set<String> KEYS =
            Set.of("kind", "method", "path", "skip", "count", "millis", "after_commit", "retry_after");
    private static final int MAX_CALLS = 1_000_000;
    private static final int MAX_MILLIS = 120_000;

    /**
     * Reads a fault.
     *
     * @throws IllegalArgumentException if it is invalid; the message has the reason
     */
    public static Fault read(JsonNode order) {
        order.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException("unknown key '" + key + "'; known keys: " + KEYS);
            }
        });
        return new Fault(
                Kind.labelled(order.path("kind").asText()),
                order.path("method").asText("*").toUpperCase(Locale.ROOT),
                order.path("path").asText("*"),
                number(order, "skip", 0, 0, MAX_CALLS),
                number(order, "count", 1, 1, MAX_CALLS),
                number(order, "millis", 0, 0, MAX_MILLIS),
                order.path("after_commit").asBoolean(false),
                number(order, "retry_after", 0, 0, MAX_CALLS));
    }

    boolean fits(String calledMethod, String calledPath) {
        String pattern =
                Arrays.stream(path.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return (method.equals("*") || method.equals(calledMethod)) && calledPath.matches(pattern);
    }

    /** The fault after one more call that fits. */
    Fault used() {
        int left = skip > 0 ? count : count - 1;
        return new Fault(kind, method, path, Math.max(0, skip - 1), left, millis, afterCommit, retryAfter);
    }

    private static int number(JsonNode order, String key, int missing, int min, int max) {
        JsonNode given = order.path(key);
        if (given.isMissingNode()) {
            return missing;
        }
        if (!given.isInt() || given.intValue() < min || given.intValue() > max) {
            throw new IllegalArgumentException(key + " is a whole number from " + min + " to " + max);
        }
        return given.intValue();
    }

    /** Effects of a fault on a call. */
    public enum Kind {
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
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * The kind with this name.
         *
         * @throws IllegalArgumentException if there is none; the message lists the known ones
         */
        static Kind labelled(String label) {
            return Arrays.stream(values())
                    .filter(kind -> kind.label().equals(label))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("unknown kind '" + label + "'; known kinds: "
                            + Arrays.stream(values()).map(Kind::label).collect(Collectors.joining(", "))));
        }
    }
}
