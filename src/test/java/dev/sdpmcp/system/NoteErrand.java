package dev.sdpmcp.system;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Adds one note to each of its tickets. A note that was not taken is sent again; one that may have been added is not. Others look
 * on.
 */
final class NoteErrand implements Errand {

    private final List<String> tickets;
    private final Set<String> noted = ConcurrentHashMap.newKeySet();
    private final Set<String> perhapsNoted = ConcurrentHashMap.newKeySet();
    private int next;

    /** @param tickets nobody else's */
    NoteErrand(List<String> tickets) {
        this.tickets = List.copyOf(tickets);
    }

    @Override
    public Said begin(Tools tools) {
        return tools.call("list_requests", Json.object("{'page_size':1}"));
    }

    /** Who has no ticket left only reads. */
    @Override
    public Said step(Tools tools) {
        if (next == tickets.size()) {
            return begin(tools);
        }
        String ticket = tickets.get(next);
        Said said =
                tools.call("add_note", Json.object().put("request_id", ticket).put("text", "Seen"));
        if (said.is(Fate.DONE)) {
            noted.add(ticket);
        } else if (!said.is(Fate.NOT_TAKEN)) {
            perhapsNoted.add(ticket);
        }
        next += said.is(Fate.NOT_TAKEN) ? 0 : 1;
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
