package dev.sdpmcp.system;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Adds one note to each of its tickets and reads the ticket. A note that was not taken is sent again; one that may have been
 * added is not. Others look on.
 */
final class NoteErrand implements Errand {

    private final List<String> tickets;
    private final Set<String> noted = ConcurrentHashMap.newKeySet();
    private final Set<String> perhapsNoted = ConcurrentHashMap.newKeySet();
    private int calls;

    /** @param tickets nobody else's */
    NoteErrand(List<String> tickets) {
        this.tickets = List.copyOf(tickets);
    }

    @Override
    public Said begin(Tools tools) {
        return tools.call("list_requests", Json.object("{'page_size':1}"));
    }

    @Override
    public Said step(Tools tools) {
        String ticket = tickets.get(calls / 2);
        Said said = calls % 2 == 0
                ? note(tools, ticket)
                : tools.call("get_request", Json.object().put("request_id", ticket));
        if (!said.is(Fate.NOT_TAKEN)) {
            calls++;
        }
        return said;
    }

    private Said note(Tools tools, String ticket) {
        Said said =
                tools.call("add_note", Json.object().put("request_id", ticket).put("text", "Seen"));
        if (said.is(Fate.DONE)) {
            noted.add(ticket);
        } else if (!said.is(Fate.NOT_TAKEN)) {
            perhapsNoted.add(ticket);
        }
        return said;
    }

    /** Tickets that have one note. */
    Set<String> noted() {
        return Set.copyOf(noted);
    }

    /** Tickets that have one note or none. */
    Set<String> perhapsNoted() {
        return Set.copyOf(perhapsNoted);
    }
}
