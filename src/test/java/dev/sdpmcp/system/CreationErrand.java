package dev.sdpmcp.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes tickets, each under an {@code idempotency_key} of its own, repeats a call with its key until it knows the ticket, and then
 * reads it. In each new session it asks once more for the last ticket that it knows. Others look on.
 */
final class CreationErrand implements Errand {

    private final String name;
    private final Map<String, String> made = new ConcurrentHashMap<>();
    private final AtomicInteger askedAgain = new AtomicInteger();
    private final Queue<String> contradictions = new ConcurrentLinkedQueue<>();
    private int number = 1;
    private boolean isKnown;

    /** @param name begins the subject of every ticket, and nobody else's */
    CreationErrand(String name) {
        this.name = name;
    }

    @Override
    public Said begin(Tools tools) {
        int lastKnown = isKnown ? number : number - 1;
        return lastKnown == 0 ? step(tools) : create(tools, lastKnown);
    }

    @Override
    public Said step(Tools tools) {
        Said said = isKnown ? read(tools) : create(tools, number);
        if (said.is(Fate.DONE)) {
            number += isKnown ? 1 : 0;
            isKnown = !isKnown;
        }
        return said;
    }

    private Said read(Tools tools) {
        return tools.call("get_request", Json.object().put("request_id", made.get(subject(number))));
    }

    private String subject(int which) {
        return name + " " + which;
    }

    private Said create(Tools tools, int which) {
        String subject = subject(which);
        ObjectNode arguments = Json.object()
                .put("subject", subject)
                .put("description", "one of a series")
                .put("idempotency_key", "key of " + subject);
        Said said = tools.call("create_request", arguments);
        if (said.is(Fate.DONE)) {
            know(subject, said.content());
        }
        return said;
    }

    private void know(String subject, JsonNode ticket) {
        String before = made.putIfAbsent(subject, ticket.path("id").asText());
        if (before == null) {
            return;
        }
        askedAgain.incrementAndGet();
        if (!before.equals(ticket.path("id").asText())
                || !ticket.path("already_created").asBoolean()) {
            contradictions.add(subject + " was " + before + " and then " + ticket);
        }
    }

    /** Ids of tickets by subject. */
    Map<String, String> made() {
        return Map.copyOf(made);
    }

    /** How often it asked for a ticket that it had, and got one. */
    int askedAgain() {
        return askedAgain.get();
    }

    /** Tickets that were other ones when it asked again. */
    List<String> contradictions() {
        return List.copyOf(contradictions);
    }
}
