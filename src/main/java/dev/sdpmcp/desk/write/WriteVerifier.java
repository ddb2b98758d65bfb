package dev.sdpmcp.desk.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.upstream.Criterion;
import dev.sdpmcp.upstream.EntityId;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.ListQuery;
import dev.sdpmcp.upstream.ResourceType;
import dev.sdpmcp.upstream.ResourceType.Entity;
import dev.sdpmcp.upstream.UpstreamFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Looks whether a write can be seen in ServiceDesk Plus. Since when something may have been made is a reading of
 * {@link System#nanoTime()} and is compared with the clock of ServiceDesk Plus, which dates what it makes; the clock of this server may be wrong.
 * Thread-safe.
 */
final class WriteVerifier {

    /** What the clocks of two machines of ServiceDesk Plus may differ by, with the time that an answer took. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(3);

    private static final int MAX_CANDIDATES = 10;
    private static final int MAX_REMEMBERED = 1_000;

    private final HelpDesk helpDesk;

    /** What had an answer, newest last: it is not what a lost answer was about. Guarded by its monitor. */
    private final Deque<String> answered = new ArrayDeque<>();

    WriteVerifier(HelpDesk helpDesk) {
        this.helpDesk = helpDesk;
    }

    /** Remembers an entity that was made, so that it is not taken for another one with the same content. */
    void remember(JsonNode made) {
        synchronized (answered) {
            answered.addLast(String.valueOf(Fields.text(made, "id")));
            if (answered.size() > MAX_REMEMBERED) {
                answered.removeFirst();
            }
        }
    }

    private boolean isKnown(JsonNode row) {
        synchronized (answered) {
            return answered.contains(String.valueOf(Fields.text(row, "id")));
        }
    }

    /** A record of the same content, made since about then, that no call got as an answer. */
    WriteResult ofNew(RecordType type, ObjectNode sent, long sinceNanos) {
        ListQuery query = ListQuery.first(MAX_CANDIDATES)
                .sortedBy("created_time", false)
                .withFields(List.of(type.titleField(), "created_time"))
                .where(Criterion.is(type.titleField(), String.valueOf(Fields.text(sent, type.titleField()))));
        List<JsonNode> rows = helpDesk.list(type.api(), query).rows();
        List<WriteResult> alike = rows.stream()
                .filter(row -> !isKnown(row))
                .filter(isSince(sinceNanos))
                .map(row -> helpDesk.get(type.api().entity(new EntityId(String.valueOf(Fields.text(row, "id"))))))
                .map(record -> SentFields.inNew(record, sent, type.titleField()))
                .filter(found -> found.verdict() != WriteResult.Verdict.NOT_DONE)
                .toList();
        return only(alike);
    }

    /** One alone may be it, if it is known that it was not there before. */
    private WriteResult only(List<WriteResult> alike) {
        if (alike.isEmpty()) {
            return WriteResult.NOT_DONE;
        }
        return alike.size() == 1 && helpDesk.now().isPresent() ? alike.getFirst() : WriteResult.AMBIGUOUS;
    }

    WriteResult ofChange(Entity request, ObjectNode sent) {
        return SentFields.in(helpDesk.get(request), sent);
    }

    /** Whether the record shows that something was done to it. */
    WriteResult ofAct(Entity target, WritePlan.Operation.Act act) {
        ObjectNode now = helpDesk.get(target);
        if (act.done().test(now)) {
            return WriteResult.found(now);
        }
        return act.begun().test(now) ? WriteResult.AMBIGUOUS : WriteResult.NOT_DONE;
    }

    /** Whether the record shows that something else was done to it. */
    WriteResult ofRun(Entity target, Predicate<JsonNode> done) {
        ObjectNode now = helpDesk.get(target);
        return done.test(now) ? WriteResult.found(now) : WriteResult.NOT_DONE;
    }

    /** Whether the record is gone, or shows that it was deleted. */
    WriteResult ofDeletion(Entity target, Predicate<JsonNode> done) {
        try {
            ObjectNode now = helpDesk.get(target);
            return done.test(now) ? WriteResult.found(now) : WriteResult.NOT_DONE;
        } catch (UpstreamFailure.NotFound gone) {
            return WriteResult.found(MissingNode.getInstance());
        }
    }

    /** One of the first rows of a collection that cannot hold two of the same. */
    WriteResult ofMember(ResourceType part, Predicate<JsonNode> same) {
        return helpDesk.list(part, ListQuery.first(ListQuery.MAX_ROWS)).rows().stream()
                .filter(same)
                .findFirst()
                .map(WriteResult::found)
                .orElse(WriteResult.NOT_DONE);
    }

    /**
     * A record below another one with the same text and recipients, made since about then, that no call got as an answer.
     */
    WriteResult ofNewPart(ResourceType part, String textField, ObjectNode sent, long sinceNanos) {
        ListQuery query = ListQuery.first(MAX_CANDIDATES)
                .sortedBy("created_time", false)
                .withFields(Stream.concat(
                                Stream.of(textField, "created_time"),
                                sent.properties().stream()
                                        .filter(field -> field.getValue().isBoolean()
                                                || field.getValue().isArray())
                                        .map(Map.Entry::getKey))
                        .toList());
        List<JsonNode> recent = helpDesk.list(part, query).rows().stream()
                .filter(row -> !isKnown(row))
                .filter(isSince(sinceNanos))
                .toList();
        // a site may leave a copy out or add one; the first recipients tell one from another
        List<WriteResult> alike = recent.stream()
                .map(row -> row.hasNonNull(textField) ? row : whole(part, row)) // some lists have no texts
                .filter(row -> SentFields.sameText(Fields.text(row, textField), Fields.text(sent, textField)))
                .filter(row -> SentFields.sameAddresses(row, sent, "to"::equals))
                .map(row -> SentFields.sameAddresses(row, sent, name -> true)
                        ? WriteResult.found(row)
                        : WriteResult.AMBIGUOUS)
                .toList();
        // it may be behind the rows that were looked at
        return alike.isEmpty() && recent.size() >= MAX_CANDIDATES ? WriteResult.AMBIGUOUS : only(alike);
    }

    private JsonNode whole(ResourceType part, JsonNode row) {
        return helpDesk.get(part.entity(new EntityId(String.valueOf(Fields.text(row, "id")))));
    }

    /** To be asked for after the rows have come: their answer tells the time. Without it, a row may be of any time. */
    private Predicate<JsonNode> isSince(long nanos) {
        Duration ago = Duration.ofNanos(System.nanoTime() - nanos).plus(CLOCK_TOLERANCE);
        Optional<Instant> since = helpDesk.now().map(now -> now.minus(ago));
        return row -> {
            Instant made = Fields.instant(row, "created_time");
            return made == null || since.isEmpty() || !made.isBefore(since.get());
        };
    }
}
