package dev.sdpmcp.desk.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.desk.metadata.Metadata;
import dev.sdpmcp.desk.metadata.MetadataKind;
import dev.sdpmcp.desk.metadata.MetadataValue;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Knows which statuses are the end of a request. Thread-safe. */
public final class Statuses {

    /** On every site, whatever else it says of them. */
    private static final List<String> ALWAYS_FINISHED = List.of("Resolved", "Closed", "Cancelled");

    private static final Set<String> ALWAYS_FINISHED_WORDS = Set.of("resolved", "closed", "cancelled", "canceled");

    private final Metadata metadata;

    public Statuses(Metadata metadata) {
        this.metadata = metadata;
    }

    /** The names of all finished statuses, for a search. */
    public List<String> finishedNames() {
        List<MetadataValue> known = metadata.list(MetadataKind.STATUSES).values();
        Stream<String> finished = known.stream()
                .filter(status -> Boolean.FALSE.equals(status.inProgress()) || isFinishedWord(status.name()))
                .map(MetadataValue::name);
        List<String> names = finished.distinct().toList();
        return names.isEmpty() ? ALWAYS_FINISHED : names;
    }

    /** Whether the request has reached its end, by what it says of its status itself. */
    public static boolean isFinished(JsonNode request) {
        JsonNode status = request.path("status");
        String name = Fields.name(request, "status");
        boolean ended = status.path("in_progress").isBoolean()
                && !status.path("in_progress").asBoolean();
        return ended || (name != null && isFinishedWord(name));
    }

    private static boolean isFinishedWord(String name) {
        return ALWAYS_FINISHED_WORDS.contains(name.toLowerCase(Locale.ROOT));
    }
}
