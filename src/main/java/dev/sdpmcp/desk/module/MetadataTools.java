package dev.sdpmcp.desk.module;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.ToolFailures;
import dev.sdpmcp.desk.metadata.Metadata;
import dev.sdpmcp.desk.metadata.MetadataList;
import dev.sdpmcp.desk.metadata.MetadataValue;
import dev.sdpmcp.desk.metadata.ReferenceKind;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.Capability;
import dev.sdpmcp.tool.CuttableResult;
import dev.sdpmcp.tool.Effect;
import dev.sdpmcp.tool.McpResource;
import dev.sdpmcp.tool.ToolDeclaration;
import dev.sdpmcp.tool.ToolHandler;
import dev.sdpmcp.tool.ToolSource;
import dev.sdpmcp.tool.shape.Arguments;
import dev.sdpmcp.tool.shape.Choice;
import dev.sdpmcp.tool.shape.Constraints;
import dev.sdpmcp.tool.shape.Scalar;
import dev.sdpmcp.tool.shape.Shape;
import dev.sdpmcp.tool.shape.Shape.Member;
import dev.sdpmcp.tool.shape.ValueType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The reference data as a tool and as a resource. */
@ApplicationScoped
public class MetadataTools implements Capability, ToolSource {

    private static final int MAX_SHOWN = 200;
    private static final Choice KINDS =
            Choice.of(ReferenceKinds.LISTED.stream().map(ReferenceKind::name).toList());

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

    @Override
    public Stream<ToolDeclaration> tools() {
        return Stream.of(new ToolDeclaration(
                MetadataTools.class.getName(),
                "get_metadata",
                "Get reference data",
                "Lists the names that this help desk knows: priorities, statuses, categories, subcategories,"
                        + " items, urgencies, impacts, levels, modes, request types, closure codes, groups, sites and"
                        + " templates. Other tools take these names in any case and without prefix (\"high\" for"
                        + " \"3 - High\"), so call this only to see what there is. Values may be up to 15 minutes old.",
                Toolsets.SETUP.name(),
                "",
                Effect.READ,
                false,
                true,
                Set.of("SDPOnDemand.setup.READ"),
                Shape.of(
                        "get_metadata",
                        List.of(Member.optional("kind", "Which kind; leave it out for all kinds", KINDS))),
                Optional.of(Shape.of(
                        "get_metadata", List.of(listOf("kinds", "One entry for each requested kind", entryShape())))),
                (ToolHandler.Direct) (given, call) -> lists(((Arguments) given).text("kind"), call)));
    }

    private static Member listOf(String name, String description, Shape element) {
        return Member.required(name, description, new ValueType.ListOf(element, Constraints.NONE), Constraints.NONE);
    }

    private static Shape entryShape() {
        Shape value = Shape.of(
                "value",
                List.of(
                        Member.required(
                                "name", "The name; give it unchanged wherever a tool takes such a name", Scalar.TEXT),
                        Member.optional(
                                "belongs_to",
                                "For a subcategory its category, for an item its subcategory",
                                Scalar.TEXT),
                        Member.optional(
                                "in_progress",
                                "For a status: whether work on the request goes on. false means finished",
                                Scalar.BOOLEAN)));
        return Shape.of(
                "kind",
                List.of(
                        Member.required("kind", "Which kind", KINDS),
                        Member.required("returned", "How many values are shown", Scalar.INTEGER),
                        Member.optional(
                                "total", "How many there are in all; missing if that is unknown", Scalar.INTEGER),
                        Member.required("has_more", "Whether there are more than are shown", Scalar.BOOLEAN),
                        Member.required(
                                "age_seconds", "How long ago they were read from ServiceDesk Plus", Scalar.LONG),
                        listOf("values", "The values", value),
                        Member.optional("note", "What to know about these values", Scalar.TEXT)));
    }

    private Lists lists(@Nullable String wanted, CallContext call) {
        List<ReferenceKind> kinds = ReferenceKinds.LISTED.stream()
                .filter(kind -> wanted == null || kind.name().equals(wanted))
                .toList();
        List<MetadataList> lists = new ArrayList<>();
        for (ReferenceKind kind : kinds) {
            call.checkCancelled();
            lists.add(ToolFailures.translating(() -> metadata.list(kind)));
            call.reportProgress(lists.size(), kinds.size(), kind.name());
        }
        return new Lists(lists, clock.instant());
    }

    /** Kinds with their values; cut to the same number of values each. */
    private record Lists(List<MetadataList> lists, Instant now) implements CuttableResult<ObjectNode> {

        @Override
        public int size() {
            return MAX_SHOWN;
        }

        @Override
        public int leastSize() {
            return 0;
        }

        @Override
        public ObjectNode ofSize(int size) {
            ObjectNode catalogue = JsonNodeFactory.instance.objectNode();
            ArrayNode entries = catalogue.putArray("kinds");
            lists.forEach(list -> entries.add(entry(list, size)));
            return catalogue;
        }

        private ObjectNode entry(MetadataList list, int size) {
            boolean cut = list.values().size() > size;
            List<MetadataValue> shown = cut ? list.values().subList(0, size) : list.values();
            ObjectNode entry = JsonNodeFactory.instance
                    .objectNode()
                    .put("kind", list.kind().name())
                    .put("returned", shown.size());
            if (list.complete()) {
                entry.put("total", list.values().size());
            }
            entry.put("has_more", cut || (!list.complete() && list.problem() == null));
            entry.put(
                    "age_seconds",
                    Math.max(0, Duration.between(list.readAt(), now).toSeconds()));
            ArrayNode values = entry.putArray("values");
            shown.forEach(value -> {
                ObjectNode row = values.addObject().put("name", value.name());
                if (value.belongsTo() != null) {
                    row.put("belongs_to", value.belongsTo());
                }
                if (value.inProgress() != null) {
                    row.put("in_progress", value.inProgress());
                }
            });
            String note = note(list, cut);
            return note == null ? entry : entry.put("note", note);
        }

        private @Nullable String note(MetadataList list, boolean cut) {
            if (list.problem() != null) {
                return "This site does not list its " + list.kind().name() + ": " + list.problem()
                        + (list.values().isEmpty() ? "" : ". Shown are the usual ones");
            }
            if (cut && lists.size() > 1) {
                return "Give kind for more";
            }
            return cut || !list.complete() ? "There are more than are shown; tools take the others by name too" : null;
        }
    }

    @McpResource(
            uri = "sdp://metadata",
            name = "metadata",
            title = "Reference data of the help desk",
            description = "All names that the tools take: priorities, statuses, categories, groups and so on")
    public String metadataAsMarkdown(CallContext call) {
        StringBuilder text = new StringBuilder("# Reference data of the help desk\n");
        for (JsonNode entry : lists(null, call).ofSize(MAX_SHOWN).path("kinds")) {
            text.append("\n## ").append(entry.path("kind").asText()).append("\n\n");
            for (JsonNode value : entry.path("values")) {
                text.append("- ").append(value.path("name").asText());
                text.append(
                                value.has("belongs_to")
                                        ? " (in " + value.path("belongs_to").asText() + ")"
                                        : "")
                        .append('\n');
            }
            text.append(entry.has("note") ? "\n" + entry.path("note").asText() + "\n" : "");
        }
        return text.toString();
    }
}
