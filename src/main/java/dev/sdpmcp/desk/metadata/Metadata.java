package dev.sdpmcp.desk.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.desk.CachedValue;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.desk.NameMatch;
import dev.sdpmcp.desk.SearchWords;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.ListQuery;
import dev.sdpmcp.upstream.Page;
import dev.sdpmcp.upstream.ResourceType;
import dev.sdpmcp.upstream.UpstreamFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Cache of the reference data of the help desk; bounded by the modules and the kinds that they refer to. Thread-safe. */
public final class Metadata {

    /** Reference data changes rarely. That a site does not tell is kept as long: asking again costs a call too. */
    static final Duration LIFE = Duration.ofMinutes(15);

    private static final int MAX_VALUES = 500;
    private static final int MAX_CANDIDATES = 30;

    private final HelpDesk helpDesk;
    private final Clock clock;
    private final Map<ReferenceKind, CachedValue<MetadataList>> lists = new ConcurrentHashMap<>();
    private final Map<ResourceType, CachedValue<AdditionalFields>> additional = new ConcurrentHashMap<>();

    public Metadata(HelpDesk helpDesk, Clock clock) {
        this.helpDesk = helpDesk;
        this.clock = clock;
    }

    /** What there is of one kind; where the site does not tell, a list that says so. */
    public MetadataList list(ReferenceKind kind) {
        return cached(kind).get();
    }

    /** The additional fields of a module; where the site does not tell, none, with the reason. */
    public AdditionalFields additionalFields(ResourceType module) {
        return additional
                .computeIfAbsent(module, each -> new CachedValue<>(() -> readAdditional(each), LIFE, clock))
                .get();
    }

    private AdditionalFields readAdditional(ResourceType module) {
        try {
            return AdditionalFields.in(module.plural(), helpDesk.metainfo(module), clock.instant());
        } catch (UpstreamFailure.NotFound
                | UpstreamFailure.Unauthorised
                | UpstreamFailure.Refused
                | UpstreamFailure.Malformed notHere) {
            return new AdditionalFields(module.plural(), List.of(), notHere.getMessage(), clock.instant());
        }
    }

    /** Has the values read again; for when ServiceDesk Plus did not know a name. */
    public void forget(ReferenceKind kind) {
        cached(kind).forget();
    }

    /**
     * The name as ServiceDesk Plus has it.
     *
     * @param name what the message calls the value
     * @param parent the category of a subcategory, the subcategory of an item; null if it is not known
     * @throws ToolFailure if the name is unknown or ambiguous; it names the candidates
     */
    public String resolve(String name, ReferenceKind kind, String given, @Nullable String parent) {
        MetadataList list = list(kind);
        List<String> names = list.namesIn(parent);
        List<String> fitting = NameMatch.in(names, SearchWords.normalised(given));
        if (fitting.size() == 1) {
            return fitting.getFirst();
        }
        if (fitting.isEmpty() && !list.complete()) {
            return given.strip(); // we do not know all names, ServiceDesk Plus does
        }
        throw new ToolFailure(
                fitting.isEmpty()
                        ? "There is no " + name + " \"" + given + "\""
                                + (parent == null ? "" : " in \"" + parent + "\"") + ". Take one of: " + some(names)
                        : "\"" + given + "\" may be more than one " + name + ". Take one of: " + some(fitting));
    }

    /** Whether the name is one of those that the site lists, or the site lists all. */
    public boolean knows(ReferenceKind kind, String given) {
        MetadataList list = list(kind);
        return list.complete()
                || !NameMatch.in(list.names(), SearchWords.normalised(given)).isEmpty();
    }

    /** For messages: the names, as many as a message can bear. */
    public static String some(List<String> names) {
        if (names.isEmpty()) {
            return "(this site has none)";
        }
        String shown = String.join(" | ", names.subList(0, Math.min(names.size(), MAX_CANDIDATES)));
        return names.size() > MAX_CANDIDATES
                ? shown + " | and " + (names.size() - MAX_CANDIDATES) + " more, see get_metadata"
                : shown;
    }

    private CachedValue<MetadataList> cached(ReferenceKind kind) {
        return lists.computeIfAbsent(kind, each -> new CachedValue<>(() -> read(each), LIFE, clock));
    }

    private MetadataList read(ReferenceKind kind) {
        String problem = "";
        for (ResourceType collection : kind.sources()) {
            try {
                MetadataList all = readAll(kind, collection);
                if (!all.values().isEmpty() || kind.defaults().isEmpty()) {
                    return all;
                }
                problem = "the site lists none although it must have some";
            } catch (UpstreamFailure.NotFound | UpstreamFailure.Unauthorised | UpstreamFailure.Refused notHere) {
                problem = notHere.getMessage();
            }
        }
        List<MetadataValue> usual = kind.defaults().stream()
                .map(name -> new MetadataValue(name, null, null))
                .toList();
        boolean fixed = kind.sources().isEmpty();
        return new MetadataList(kind, usual, fixed, fixed ? null : problem, clock.instant());
    }

    private MetadataList readAll(ReferenceKind kind, ResourceType collection) {
        Page all = helpDesk.listAll(collection, ListQuery.first(ListQuery.MAX_ROWS), MAX_VALUES);
        List<MetadataValue> values = new ArrayList<>();
        for (JsonNode row : all.rows()) {
            String name = Fields.text(row, "name");
            if (name != null && !Fields.flag(row, "deleted") && !Fields.flag(row, "inactive")) {
                values.add(value(kind, name, row));
            }
        }
        return new MetadataList(kind, values, !all.hasMore(), null, clock.instant());
    }

    private static MetadataValue value(ReferenceKind kind, String name, JsonNode row) {
        String parent = kind.parent() == null ? null : Fields.name(row, kind.parent());
        JsonNode inProgress = row.path("in_progress");
        return new MetadataValue(name, parent, inProgress.isBoolean() ? Boolean.valueOf(inProgress.asBoolean()) : null);
    }
}
