package dev.sdpmcp.telemetry;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the event log: the name of the event, then named facts in the order in which they were added. Written as
 * {@code name fact=value fact=value} or as one JSON object. Not thread-safe.
 */
public final class LogLine {

    private static final int INITIAL_LENGTH = 160;

    private final String event;
    private final List<Fact> facts = new ArrayList<>(10);

    private record Fact(String name, Object value) {}

    private LogLine(String event) {
        this.event = event;
    }

    /** @param event a constant */
    public static LogLine of(String event) {
        return new LogLine(event);
    }

    /**
     * Adds a fact; null adds nothing.
     *
     * @param name a constant of one word
     * @param value a number, or an object whose text is written
     */
    public LogLine with(String name, @Nullable Object value) {
        if (value != null) {
            facts.add(new Fact(name, value));
        }
        return this;
    }

    /** The line as text. An ambiguous value, or one with a control character, is quoted. */
    public String asText() {
        StringBuilder line = new StringBuilder(INITIAL_LENGTH).append(event);
        for (Fact fact : facts) {
            line.append(' ').append(fact.name()).append('=');
            String value = fact.value().toString();
            if (isPlain(value)) {
                line.append(value);
            } else {
                appendQuoted(line, value);
            }
        }
        return line.toString();
    }

    /** The line as a JSON object with {@code event} and the facts as members; numbers stay numbers. */
    public String asJson() {
        StringBuilder line = new StringBuilder(INITIAL_LENGTH).append("{\"event\":");
        appendQuoted(line, event);
        for (Fact fact : facts) {
            line.append(",\"").append(fact.name()).append("\":");
            if (fact.value() instanceof Number number) {
                line.append(number);
            } else {
                appendQuoted(line, fact.value().toString());
            }
        }
        return line.append('}').toString();
    }

    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c == '"' || c == '=' || c >= 0x7f) {
                return false;
            }
        }
        return !value.isEmpty();
    }

    private static void appendQuoted(StringBuilder line, String value) {
        line.append('"');
        JsonStringEncoder.getInstance().quoteAsString(value, line);
        line.append('"');
    }
}
