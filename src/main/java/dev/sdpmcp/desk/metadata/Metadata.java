package dev.sdpmcp.desk.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.desk.CachedValue;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.desk.NameMatch;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.ListQuery;
import dev.sdpmcp.upstream.Page;
import dev.sdpmcp.upstream.ResourceType;
import dev.sdpmcp.upstream.UpstreamFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The reference data of the help desk, kept for a while. Thread-safe. */
public final class Metadata {

    /** Reference data changes rarely. That a site does not tell is kept as long: asking again costs a call too. */
    static final Duration LIFE = Duration.ofMinutes(15);

    private static final int MOST_VALUES = 500;
    private static final int MOST_CANDIDATES = 30;

    private final HelpDesk helpDesk;
    private final Clock clock;
    private final Map<MetadataKind, CachedValue<MetadataList>> lists = new EnumMap<>(MetadataKind.class);

    public Metadata(HelpDesk helpDesk, Clock clock) {
        this.helpDesk = helpDesk;
        this.clock = clock;
        for (MetadataKind kind : MetadataKind.values()) {
            lists.put(kind, new CachedValue<>(() -> read(kind), LIFE, clock));
        }
    }

    /** What there is of one kind; where the site does not tell, a list that says so. */
    public MetadataList list(MetadataKind kind) {
        return kept(kind).get();
    }

    /** Has the values read again; for when ServiceDesk Plus did not know a name. */
    public void forget(MetadataKind kind) {
        kept(kind).forget();
    }

    /**
     * The name as ServiceDesk Plus has it.
     *
     * @param parent the category of a subcategory, the subcategory of an item; null if it is not known
     * @throws ToolFailure if the name is unknown or ambiguous; it names the candidates
     */
    public String resolve(MetadataKind kind, String given, @Nullable String parent) {
        MetadataList list = list(kind);
        List<String> names = list.namesIn(parent);
        List<String> fitting = NameMatch.in(names, given);
        if (fitting.size() == 1) {
            return fitting.getFirst();
        }
        if (fitting.isEmpty() && !list.complete()) {
            return given.strip(); // we do not know all names, ServiceDesk Plus does
        }
        throw new ToolFailure(
                fitting.isEmpty()
                        ? "There is no " + kind.field() + " \"" + given + "\""
                                + (parent == null ? "" : " in \"" + parent + "\"") + ". Take one of: " + some(names)
                        : "\"" + given + "\" may be more than one " + kind.field() + ". Take one of: " + some(fitting));
    }

    /** For messages: the names, as many as a message can bear. */
    public static String some(List<String> names) {
        if (names.isEmpty()) {
            return "(this site has none)";
        }
        String shown = String.join(" | ", names.subList(0, Math.min(names.size(), MOST_CANDIDATES)));
        return names.size() > MOST_CANDIDATES
                ? shown + " | and " + (names.size() - MOST_CANDIDATES) + " more, see get_metadata"
                : shown;
    }

    private CachedValue<MetadataList> kept(MetadataKind kind) {
        return Objects.requireNonNull(lists.get(kind));
    }

    private MetadataList read(MetadataKind kind) {
        String problem = "";
        for (ResourceType collection : kind.collections()) {
            try {
                MetadataList all = readAll(kind, collection);
                if (!all.values().isEmpty() || kind.usualNames().isEmpty()) {
                    return all;
                }
                problem = "the site lists none although it must have some";
            } catch (UpstreamFailure.NotFound | UpstreamFailure.Unauthorised | UpstreamFailure.Refused notHere) {
                problem = notHere.getMessage();
            }
        }
        List<MetadataValue> usual = kind.usualNames().stream()
                .map(name -> new MetadataValue(name, null, null))
                .toList();
        return new MetadataList(kind, usual, false, problem, clock.instant());
    }

    private MetadataList readAll(MetadataKind kind, ResourceType collection) {
        Page all = helpDesk.listAll(collection, ListQuery.first(ListQuery.MAX_ROWS), MOST_VALUES);
        List<MetadataValue> values = new ArrayList<>();
        for (JsonNode row : all.rows()) {
            String name = Fields.text(row, "name");
            if (name != null && !Fields.flag(row, "deleted") && !Fields.flag(row, "inactive")) {
                values.add(value(kind, name, row));
            }
        }
        return new MetadataList(kind, values, !all.hasMore(), null, clock.instant());
    }

    private static MetadataValue value(MetadataKind kind, String name, JsonNode row) {
        String parent = kind.parentField() == null ? null : Fields.name(row, kind.parentField());
        JsonNode inProgress = row.path("in_progress");
        return new MetadataValue(name, parent, inProgress.isBoolean() ? Boolean.valueOf(inProgress.asBoolean()) : null);
    }
}
