package dev.sdpmcp.desk.request.writing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.desk.request.Requests;
import dev.sdpmcp.desk.request.Statuses;
import dev.sdpmcp.upstream.Criterion;
import dev.sdpmcp.upstream.EntityId;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.ListQuery;
import dev.sdpmcp.upstream.ResourceType;
import dev.sdpmcp.upstream.ResourceType.Entity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Looks whether a write can be seen in ServiceDesk Plus. Since when something may have been made is a reading of
 * {@link System#nanoTime()} and is told from the clock of ServiceDesk Plus, which dates what it makes; ours may be wrong.
 * Thread-safe.
 */
final class WriteVerifier {

    /** What the clocks of two machines of ServiceDesk Plus may differ by, with the time that an answer took. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(3);

    private static final int MOST_CANDIDATES = 10;
    private static final int MOST_REMEMBERED = 1_000;

    private final HelpDesk helpDesk;

    /** What had an answer, newest last: it is not what a lost answer was about. Guarded by itself. */
    private final Deque<String> answered = new ArrayDeque<>();

    WriteVerifier(HelpDesk helpDesk) {
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
    Finding ofNewRequest(ObjectNode sent, long sinceNanos) {
        ListQuery query = ListQuery.first(MOST_CANDIDATES)
                .sortedBy("created_time", false)
                .withFields(List.of("subject", "created_time"))
                .where(Criterion.is("subject", String.valueOf(Fields.text(sent, "subject"))));
        List<JsonNode> rows = helpDesk.list(Requests.REQUESTS, query).rows();
        List<Finding> alike = rows.stream()
                .filter(row -> !isKnown(row))
                .filter(isSince(sinceNanos))
                .map(row ->
                        helpDesk.get(Requests.REQUESTS.entity(new EntityId(String.valueOf(Fields.text(row, "id"))))))
                .map(request -> SentFields.inNew(request, sent))
                .filter(finding -> finding.verdict() != Finding.Verdict.NOT_DONE)
                .toList();
        return only(alike);
    }

    /** One alone may be it, if it is known that it was not there before. */
    private Finding only(List<Finding> alike) {
        if (alike.isEmpty()) {
            return Finding.NOTHING;
        }
        return alike.size() == 1 && helpDesk.now().isPresent() ? alike.getFirst() : Finding.AMBIGUOUS;
    }

    Finding ofChange(Entity request, ObjectNode sent) {
        return SentFields.in(helpDesk.get(request), sent);
    }

    Finding ofClosure(Entity request) {
        ObjectNode now = helpDesk.get(request);
        return Statuses.isFinished(now) ? Finding.done(now) : Finding.NOTHING;
    }

    /** A note of the same text, made since about then, that nobody got as an answer. */
    Finding ofNewNote(ResourceType notes, ObjectNode sent, long sinceNanos) {
        ListQuery query = ListQuery.first(MOST_CANDIDATES)
                .sortedBy("created_time", false)
                .withFields(List.of("description", "created_time", "show_to_requester"));
        List<JsonNode> rows = helpDesk.list(notes, query).rows();
        return only(rows.stream()
                .filter(row -> !isKnown(row))
                .filter(isSince(sinceNanos))
                .filter(row -> SentFields.sameText(Fields.text(row, "description"), Fields.text(sent, "description")))
                .map(Finding::done)
                .toList());
    }

    /** To be asked for after the rows have come: their answer tells the time. Without it, a row may be of any time. */
    private Predicate<JsonNode> isSince(long nanos) {
        Duration ago = Duration.ofNanos(System.nanoTime() - nanos).plus(CLOCKS_DIFFER);
        Optional<Instant> since = helpDesk.now().map(now -> now.minus(ago));
        return row -> {
            Instant made = Fields.instant(row, "created_time");
            return made == null || since.isEmpty() || !made.isBefore(since.get());
        };
    }
}
