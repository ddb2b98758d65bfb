package dev.sdpmcp.simulator.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.wire.Json;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One order: which calls, and what happens to them.
 *
 * @param kind what happens
 * @param method of the calls; {@code *} for all
 * @param path of the calls: {@code /requests/*} after {@code /api/v3}, or {@code /oauth/v2/token}; {@code *} stands for anything
 * @param skip calls that go well first
 * @param count calls that go wrong then
 * @param timing how long it takes, and before or after the work
 * @param retryAfter seconds in {@code Retry-After}; 0 = no header
 */
public record Fault(FaultKind kind, String method, String path, int skip, int count, Timing timing, int retryAfter) {
    private static final Set<String> KEYS =
            Set.of("kind", "method", "path", "skip", "count", "millis", "after_commit", "retry_after");
    private static final int MOST_CALLS = 1_000_000;
    private static final int LONGEST_MILLIS = 120_000;

    /**
     * When a fault strikes.
     *
     * @param delay of a slow answer, at most two minutes
     * @param afterCommit whether the work is done before; otherwise it is not done at all, or late
     */
    public record Timing(Duration delay, boolean afterCommit) {}

    /**
     * Reads an order.
     *
     * @throws IllegalArgumentException if it is none; the message says why
     */
    public static Fault read(JsonNode order) {
        order.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException("unknown key '" + key + "'; there are: " + KEYS);
            }
        });
        Timing timing = new Timing(
                Duration.ofMillis(number(order, "millis", 0, 0, LONGEST_MILLIS)),
                order.path("after_commit").asBoolean(false));
        return new Fault(
                FaultKind.labelled(order.path("kind").asText()),
                order.path("method").asText("*").toUpperCase(Locale.ROOT),
                order.path("path").asText("*"),
                number(order, "skip", 0, 0, MOST_CALLS),
                number(order, "count", 1, 1, MOST_CALLS),
                timing,
                number(order, "retry_after", 0, 0, MOST_CALLS));
    }

    /** The order as it is shown. */
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

    /** The order after one more call that fits. */
    Fault used() {
        return skip > 0
                ? new Fault(kind, method, path, skip - 1, count, timing, retryAfter)
                : new Fault(kind, method, path, 0, count - 1, timing, retryAfter);
    }

    private static int number(JsonNode order, String key, int unlessGiven, int least, int most) {
        JsonNode given = order.path(key);
        if (given.isMissingNode()) {
            return unlessGiven;
        }
        if (!given.isInt() || given.intValue() < least || given.intValue() > most) {
            throw new IllegalArgumentException(key + " is a whole number from " + least + " to " + most);
        }
        return given.intValue();
    }
}
