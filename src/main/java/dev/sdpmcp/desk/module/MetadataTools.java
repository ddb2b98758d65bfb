package dev.sdpmcp.desk.module;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.bean.SingletonBean;
import dev.sdpmcp.desk.ToolFailures;
import dev.sdpmcp.desk.metadata.AdditionalFields;
import dev.sdpmcp.desk.metadata.Metadata;
import dev.sdpmcp.desk.metadata.MetadataList;
import dev.sdpmcp.desk.metadata.MetadataValue;
import dev.sdpmcp.desk.metadata.ReferenceKind;
import dev.sdpmcp.desk.module.engine.ModuleDescription;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.Capability;
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
@SingletonBean
public class MetadataTools implements Capability, ToolSource {

    private static final int MAX_SHOWN = 200;
    private static final String ADDITIONAL = "additional_fields";
    private static final Choice KINDS =
            Choice.of(Stream.concat(ReferenceKinds.LISTED.stream().map(ReferenceKind::name), Stream.of(ADDITIONAL))
                    .toList());

    private final Metadata metadata;
    private final Clock clock;

    @Inject
    public MetadataTools(Metadata metadata) {
        this.metadata = metadata;
        this.clock = Clock.systemUTC();
    }

    @Override
    public Stream<ToolDeclaration> tools() {
        return Stream.of(new ToolDeclaration(
                MetadataTools.class.getName(),
                "get_metadata",
                "Get reference data",
                "Lists the names that this help desk knows: priorities, statuses, categories, subcategories,"
                        + " items, urgencies, impacts, levels, modes, request types, closure codes, groups, sites and"
                        + " templates, and the additional fields (udf_fields) of its modules. Other tools take these names in any case and without prefix (\"high\" for"
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
                (ToolHandler.Direct) (given, call) -> catalogue(((Arguments) given).text("kind"), call)));
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
                                "For a subcategory its category, for an item its subcategory, for an additional field"
                                        + " its module",
                                Scalar.TEXT),
                        Member.optional("label", "For an additional field: what people call it", Scalar.TEXT),
                        Member.optional("type", "For an additional field: what it holds", Scalar.TEXT),
                        Member.optional(
                                "choices",
                                "For an additional field: the values that it takes; missing if it takes others",
                                new ValueType.ListOf(Scalar.TEXT, Constraints.NONE)),
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

    private ObjectNode catalogue(@Nullable String wanted, CallContext call) {
        List<ReferenceKind> kinds = ReferenceKinds.LISTED.stream()
                .filter(kind -> wanted == null || kind.name().equals(wanted))
                .toList();
        ObjectNode catalogue = JsonNodeFactory.instance.objectNode();
        ArrayNode entries = catalogue.putArray("kinds");
        for (ReferenceKind kind : kinds) {
            call.checkCancelled();
            entries.add(entry(ToolFailures.translating(() -> metadata.list(kind))));
            call.reportProgress(entries.size(), kinds.size() + 1, kind.name());
        }
        if (wanted == null || wanted.equals(ADDITIONAL)) {
            call.checkCancelled();
            entries.add(ToolFailures.translating(this::additionalFields));
        }
        return catalogue;
    }

    private ObjectNode additionalFields() {
        ObjectNode entry = JsonNodeFactory.instance.objectNode().put("kind", ADDITIONAL);
        ArrayNode values = JsonNodeFactory.instance.arrayNode();
        List<String> problems = new ArrayList<>();
        long age = 0;
        for (ModuleDescription module : Modules.ALL) {
            AdditionalFields known = metadata.additionalFields(module.type());
            age = Math.max(age, age(known.readAt()));
            if (known.problem() != null) {
                problems.add(
                        "This site does not tell the additional fields of " + module.plural() + ": " + known.problem());
            }
            known.fields().forEach(field -> {
                ObjectNode row = values.addObject()
                        .put("name", field.name())
                        .put("belongs_to", module.singular())
                        .put("label", field.label())
                        .put("type", field.type());
                if (!field.choices().isEmpty()) {
                    field.choices().forEach(row.putArray("choices")::add);
                }
            });
        }
        entry.put("returned", values.size())
                .put("total", values.size())
                .put("has_more", false)
                .put("age_seconds", age)
                .set("values", values);
        return problems.isEmpty() ? entry : entry.put("note", String.join(". ", problems));
    }

    private long age(Instant readAt) {
        return Math.max(0, Duration.between(readAt, clock.instant()).toSeconds());
    }

    @McpResource(
            uri = "sdp://metadata",
            name = "metadata",
            title = "Reference data of the help desk",
            description = "All names that the tools take: priorities, statuses, categories, groups and so on")
    public String metadataAsMarkdown(CallContext call) {
        StringBuilder text = new StringBuilder("# Reference data of the help desk\n");
        for (JsonNode entry : catalogue(null, call).path("kinds")) {
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

    private ObjectNode entry(MetadataList list) {
        boolean cut = list.values().size() > MAX_SHOWN;
        List<MetadataValue> shown = cut ? list.values().subList(0, MAX_SHOWN) : list.values();
        ObjectNode entry = JsonNodeFactory.instance
                .objectNode()
                .put("kind", list.kind().name())
                .put("returned", shown.size());
        if (list.complete()) {
            entry.put("total", list.values().size());
        }
        entry.put("has_more", cut || (!list.complete() && list.problem() == null));
        entry.put("age_seconds", age(list.readAt()));
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

    private static @Nullable String note(MetadataList list, boolean cut) {
        if (list.problem() != null) {
            return "This site does not list its " + list.kind().name() + ": " + list.problem()
                    + (list.values().isEmpty() ? "" : ". Shown are the usual ones");
        }
        return cut || !list.complete() ? "There are more than are shown; tools take the others by name too" : null;
    }
}
