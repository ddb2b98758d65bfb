package dev.sdpmcp.simulator.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.wire.Json;
import java.time.Duration;
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
 * @param timing delay, before or after the work is done
 * @param retryAfter seconds in {@code Retry-After}; 0 = no header
 */
public record Fault(Kind kind, String method, String path, int skip, int count, Timing timing, int retryAfter) {
    private static final Set<String> KEYS =
            Set.of("kind", "method", "path", "skip", "count", "millis", "after_commit", "retry_after");
    private static final int MAX_CALLS = 1_000_000;
    private static final int MAX_MILLIS = 120_000;

    /** Delay of a slow answer, at most two minutes, and whether the work is done before the fault. */
    public record Timing(Duration delay, boolean afterCommit) {}

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
        Timing timing = new Timing(
                Duration.ofMillis(number(order, "millis", 0, 0, MAX_MILLIS)),
                order.path("after_commit").asBoolean(false));
        return new Fault(
                Kind.labelled(order.path("kind").asText()),
                order.path("method").asText("*").toUpperCase(Locale.ROOT),
                order.path("path").asText("*"),
                number(order, "skip", 0, 0, MAX_CALLS),
                number(order, "count", 1, 1, MAX_CALLS),
                timing,
                number(order, "retry_after", 0, 0, MAX_CALLS));
    }

    /** The JSON form. */
    public ObjectNode toJson() {
        return Json.object()
                .put("kind", kind.label())
                .put("method", method)
                .put("path", path)
                .put("skip", skip)
                .put("count", count)
                .put("millis", timing.delay().toMillis())
                .put("after_commit", timing.afterCommit())
                .put("retry_after", retryAfter);
    }

    boolean fits(String calledMethod, String calledPath) {
        String[] literals = path.split("\\*", -1);
        StringBuilder pattern = new StringBuilder(Pattern.quote(literals[0]));
        for (int at = 1; at < literals.length; at++) {
            pattern.append(".*").append(Pattern.quote(literals[at]));
        }
        return (method.equals("*") || method.equals(calledMethod)) && calledPath.matches(pattern.toString());
    }

    /** The fault after one more call that fits. */
    Fault used() {
        return skip > 0
                ? new Fault(kind, method, path, skip - 1, count, timing, retryAfter)
                : new Fault(kind, method, path, 0, count - 1, timing, retryAfter);
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
