package dev.sdpmcp.audit.row;

import dev.sdpmcp.upstream.UpstreamExchange;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges with ServiceDesk Plus of one call as a JSON array, the first {@value #MOST} of them and a count of the
 * others. Written by hand: methods and paths are fixed words and ids. Used by one thread.
 */
public final class UpstreamCalls {

    static final int MOST = 20;
    private static final int MAX_PATH = 120;

    private final StringBuilder json = new StringBuilder();
    private int count;

    public void add(UpstreamExchange exchange) {
        count++;
        if (count > MOST) {
            return;
        }
        String path = exchange.path().length() <= MAX_PATH
                ? exchange.path()
                : exchange.path().substring(0, MAX_PATH);
        json.append(count == 1 ? "" : ",")
                .append("{\"method\":\"")
                .append(plain(exchange.method()))
                .append("\",\"path\":\"")
                .append(plain(path))
                .append("\",\"status\":")
                .append(exchange.status())
                .append(",\"ms\":")
                .append(exchange.took().toMillis())
                .append('}');
    }

    /** Nothing that would need an escape gets in. */
    private static String plain(String text) {
        return text.replaceAll("[^A-Za-z0-9_/.-]", "?");
    }

    /** Null if there was none. */
    public @Nullable String asJson() {
        if (count == 0) {
            return null;
        }
        return "[" + json + (count > MOST ? ",{\"more\":" + (count - MOST) + "}" : "") + "]";
    }
}
