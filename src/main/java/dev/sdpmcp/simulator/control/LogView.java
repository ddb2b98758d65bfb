package dev.sdpmcp.simulator.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.http.HttpCall;
import dev.sdpmcp.simulator.tenant.RequestLog;
import dev.sdpmcp.simulator.tenant.RequestLog.Endpoint;
import dev.sdpmcp.simulator.tenant.RequestLog.Entry;
import dev.sdpmcp.simulator.wire.Json;
import java.util.List;
import java.util.Locale;

/** The log of calls as {@code /_sim/requests} shows it. */
final class LogView {
    private LogView() {}

    /**
     * Totals of all calls, and the entries that the query selects: {@code method}, {@code path} (a part of it),
     * {@code since}.
     */
    static ObjectNode of(RequestLog log, HttpCall call) {
        List<Entry> chosen =
                log.entries().stream().filter(entry -> fits(entry, call)).toList();
        ObjectNode view = Json.object();
        ObjectNode totals = view.putObject("totals");
        for (Endpoint endpoint : Endpoint.values()) {
            totals.put(endpoint.name().toLowerCase(Locale.ROOT), log.total(endpoint));
        }
        view.put("count", chosen.size());
        ArrayNode entries = view.putArray("entries");
        chosen.forEach(entry -> entries.add(shown(entry)));
        return view;
    }

    private static boolean fits(Entry entry, HttpCall call) {
        return call.parameter("method").map(entry.method()::equalsIgnoreCase).orElse(true)
                && call.parameter("path").map(entry.path()::contains).orElse(true)
                && call.parameter("since")
                        .map(since -> entry.sequence() > number(since))
                        .orElse(true);
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("since is the sequence of an entry", e);
        }
    }

    private static ObjectNode shown(Entry entry) {
        ObjectNode shown = Json.object()
                .put("sequence", entry.sequence())
                .put("time", entry.time())
                .put("endpoint", entry.endpoint().name().toLowerCase(Locale.ROOT))
                .put("method", entry.method())
                .put("path", entry.path())
                .put("status", entry.outcome().status())
                .put("millis", entry.outcome().millis());
        if (!entry.outcome().fault().isEmpty()) {
            shown.put("fault", entry.outcome().fault());
        }
        if (!entry.outcome().traceparent().isEmpty()) {
            shown.put("traceparent", entry.outcome().traceparent());
        }
        return shown;
    }
}
