package dev.sdpmcp.desk.metadata;

import dev.sdpmcp.desk.ToolFailures;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.Capability;
import dev.sdpmcp.tool.Description;
import dev.sdpmcp.tool.Effect;
import dev.sdpmcp.tool.McpResource;
import dev.sdpmcp.tool.McpTool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reference data as a tool and as a resource. */
@ApplicationScoped
public class MetadataTools implements Capability {

    private static final int MOST_SHOWN = 200;

    private final Metadata metadata;
    private final Clock clock;

    @Inject
    public MetadataTools(Metadata metadata) {
        this.metadata = metadata;
        this.clock = Clock.systemUTC();
    }

    /** For the client proxy of the container. */
    @SuppressWarnings("NullAway")
    protected MetadataTools() {
        this(null);
    }

    /** Arguments of {@code get_metadata}. */
    public record Wanted(
            @Description("Which kind; leave it out for all kinds") @Nullable
            MetadataKind kind) {}

    @McpTool(
            name = "get_metadata",
            toolset = "setup",
            title = "Get reference data",
            description = "Lists the names that this help desk knows: priorities, statuses, categories, subcategories,"
                    + " items, urgencies, impacts, levels, modes, request types, closure codes, groups, sites and"
                    + " templates. Other tools take these names in any case and without prefix (\"high\" for"
                    + " \"3 - High\"), so call this only to see what there is. Values may be up to 15 minutes old.",
            effect = Effect.READ)
    public MetadataCatalogue getMetadata(Wanted wanted, CallContext context) {
        List<MetadataKind> kinds = wanted.kind() == null ? List.of(MetadataKind.values()) : List.of(wanted.kind());
        List<MetadataCatalogue.Entry> entries = new ArrayList<>();
        for (MetadataKind kind : kinds) {
            context.checkCancelled();
            entries.add(entry(ToolFailures.translating(() -> metadata.list(kind))));
            context.reportProgress(entries.size(), kinds.size(), kind.wireName());
        }
        return new MetadataCatalogue(entries);
    }

    @McpResource(
            uri = "sdp://metadata",
            name = "metadata",
            title = "Reference data of the help desk",
            description = "All names that the tools take: priorities, statuses, categories, groups and so on")
    public String metadataAsMarkdown(CallContext context) {
        StringBuilder text = new StringBuilder("# Reference data of the help desk\n");
        for (MetadataCatalogue.Entry entry :
                getMetadata(new Wanted(null), context).kinds()) {
            text.append("\n## ").append(entry.kind().wireName()).append("\n\n");
            for (MetadataValue value : entry.values()) {
                text.append("- ").append(value.name());
                text.append(value.belongsTo() == null ? "" : " (in " + value.belongsTo() + ")")
                        .append('\n');
            }
            text.append(entry.note() == null ? "" : "\n" + entry.note() + "\n");
        }
        return text.toString();
    }

    private MetadataCatalogue.Entry entry(MetadataList list) {
        boolean cut = list.values().size() > MOST_SHOWN;
        List<MetadataValue> shown = cut ? list.values().subList(0, MOST_SHOWN) : list.values();
        Duration age = Duration.between(list.readAt(), clock.instant());
        return new MetadataCatalogue.Entry(
                list.kind(),
                shown.size(),
                list.complete() ? Integer.valueOf(list.values().size()) : null,
                cut || (!list.complete() && list.problem() == null),
                Math.max(0, age.toSeconds()),
                shown,
                note(list, cut));
    }

    private static @Nullable String note(MetadataList list, boolean cut) {
        if (list.problem() != null) {
            return "This site does not list its " + list.kind().wireName() + ": " + list.problem()
                    + (list.values().isEmpty() ? "" : ". Shown are the usual ones");
        }
        return cut || !list.complete() ? "There are more than are shown; tools take the others by name too" : null;
    }
}
