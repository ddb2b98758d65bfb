package dev.sdpmcp.desk.request.writing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.desk.request.Requests;
import dev.sdpmcp.desk.request.Statuses;
import dev.sdpmcp.upstream.Collection;
import dev.sdpmcp.upstream.Collection.Entity;
import dev.sdpmcp.upstream.Criterion;
import dev.sdpmcp.upstream.EntityId;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.ListQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Looks whether a write can be seen in ServiceDesk Plus. Thread-safe. */
final class Sightings {

    /** What the clocks of two machines may differ by. */
    static final Duration CLOCKS_DIFFER = Duration.ofMinutes(3);

    private static final int MOST_CANDIDATES = 10;
    private static final int MOST_REMEMBERED = 1_000;

    private final HelpDesk helpDesk;

    /** What had an answer, newest last: it is not what a lost answer was about. Guarded by itself. */
    private final Deque<String> answered = new ArrayDeque<>();

    Sightings(HelpDesk helpDesk) {
        this.helpDesk = helpDesk;
    }

    /** Remembers an entity that was made, so that it is not taken for another one with the same content. */
    void remember(JsonNode made) {
        synchronized (answered) {
            answered.addLast(String.valueOf(Fields.text(made, "id")));
            if (answered.size() > MOST_REMEMBERED) {
                answered.removeFirst();
            }
        }
    }

    private boolean isKnown(JsonNode row) {
        synchronized (answered) {
            return answered.contains(String.valueOf(Fields.text(row, "id")));
        }
    }

    /** A request of the same content, made since about then, that nobody got as an answer. */
    Finding ofNewRequest(ObjectNode sent, Instant since) {
        ListQuery query = ListQuery.first(MOST_CANDIDATES)
                .sortedBy("created_time", false)
                .withFields(List.of("subject", "created_time"))
                .where(Criterion.is("subject", String.valueOf(Fields.text(sent, "subject"))))
                .where(Criterion.notBefore("created_time", since.minus(CLOCKS_DIFFER)));
        List<Finding> alike = helpDesk.list(Requests.REQUESTS, query).rows().stream()
                .filter(row -> !isKnown(row))
                .map(row ->
                        helpDesk.get(Requests.REQUESTS.entity(new EntityId(String.valueOf(Fields.text(row, "id"))))))
                .map(request -> SentFields.in(request, sent))
                .filter(finding -> finding.verdict() != Finding.Verdict.NOT_DONE)
                .toList();
        if (alike.size() > 1) {
            return Finding.AMBIGUOUS;
        }
        return alike.isEmpty() ? Finding.NOTHING : alike.get(0);
    }

    Finding ofChange(Entity request, ObjectNode sent) {
        return SentFields.in(helpDesk.get(request), sent);
    }

    Finding ofClosure(Entity request) {
        ObjectNode now = helpDesk.get(request);
        return Statuses.isFinished(now) ? Finding.done(now) : Finding.NOTHING;
    }

    /** A note of the same text, made since about then, that nobody got as an answer. */
    Finding ofNewNote(Collection notes, ObjectNode sent, Instant since) {
        ListQuery query = ListQuery.first(MOST_CANDIDATES)
                .sortedBy("created_time", false)
                .withFields(List.of("description", "created_time", "show_to_requester"));
        List<JsonNode> fitting = helpDesk.list(notes, query).rows().stream()
                .filter(row -> !isKnown(row))
                .filter(row -> isSince(row, since))
                .filter(row -> SentFields.sameText(Fields.text(row, "description"), Fields.text(sent, "description")))
                .toList();
        if (fitting.size() > 1) {
            return Finding.AMBIGUOUS;
        }
        return fitting.isEmpty() ? Finding.NOTHING : Finding.done(fitting.get(0));
    }

    private static boolean isSince(JsonNode row, Instant since) {
        Instant made = Fields.instant(row, "created_time");
        return made != null && !made.isBefore(since.minus(CLOCKS_DIFFER));
    }
}
