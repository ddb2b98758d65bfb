package dev.sdpmcp.audit.row;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what a call is about from where it shows: arguments, URIs of resources, paths upstream, and the result of what made
 * something new. Bounded. Used by one thread.
 */
public final class CallTargets {

    private static final int MOST = 20;
    /** Internal ids have more digits than the numbers that people use. */
    private static final int LONGEST_NUMBER = 12;

    private static final int LONGEST_REFERENCE = 48;

    private static final Pattern REFERENCE = Pattern.compile("#*\\s*(\\d{1,32})\\s*#*");
    private static final Pattern REQUEST_PATH = Pattern.compile("requests/(\\d{1,32})(?:/.*)?");

    private final Set<String> all = new LinkedHashSet<>();
    private @Nullable String ticketId;
    private @Nullable String ticketNumber;

    /** Members that name something by its id, at the top of the arguments. */
    public void inArguments(ObjectNode arguments) {
        for (Map.Entry<String, JsonNode> member : arguments.properties()) {
            String name = member.getKey();
            if (name.equals("id") || name.endsWith("_id")) {
                note(member.getValue().asText(), name.equals("request_id"));
            }
        }
    }

    /** A resource such as {@code sdp://requests/1042}. */
    public void inUri(String uri) {
        inPath(uri.replaceFirst("^sdp://", ""));
    }

    /** A path upstream: the ticket in it was looked at or changed. */
    public void inPath(String path) {
        Matcher request = REQUEST_PATH.matcher(path);
        if (request.matches()) {
            note(request.group(1), true);
        }
    }

    /** What a tool says of the thing that it made or changed. */
    public void inResult(JsonNode result) {
        boolean ticket = result.has("display_id");
        note(result.path("display_id").asText(), ticket);
        note(result.path("id").asText(), ticket);
        note(result.path("note_id").asText(), false);
    }

    private void note(String text, boolean ticket) {
        if (text.length() > LONGEST_REFERENCE) {
            return;
        }
        Matcher reference = REFERENCE.matcher(text.strip());
        if (!reference.matches()) {
            return;
        }
        String digits = reference.group(1);
        if (all.size() < MOST) {
            all.add(digits);
        }
        if (ticket && digits.length() <= LONGEST_NUMBER) {
            ticketNumber = ticketNumber == null ? digits : ticketNumber;
        } else if (ticket) {
            ticketId = ticketId == null ? digits : ticketId;
        }
    }

    /** What is known so far. */
    public AuditRow.Targets found() {
        return new AuditRow.Targets(ticketId, ticketNumber, all.isEmpty() ? null : String.join(" ", all));
    }

    /** The ticket, by the number that people use if it is known, else by its internal id; null if there is none. */
    public @Nullable String ticket() {
        return ticketNumber == null ? ticketId : ticketNumber;
    }

    /** Whether a reference is the number that people use, and not an internal id. */
    public static boolean isNumber(String digits) {
        return digits.length() <= LONGEST_NUMBER;
    }
}
