package dev.sdpmcp.desk.module;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.desk.ToolFailures;
import dev.sdpmcp.desk.metadata.Metadata;
import dev.sdpmcp.desk.metadata.ReferenceKind;
import dev.sdpmcp.desk.module.MetadataCatalogue.Kind;
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
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The reference data as a tool and as a resource. */
@ApplicationScoped
public class MetadataTools implements Capability, ToolSource {

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
                        + " items, urgencies, impacts, levels, modes, request types, closure codes, groups, sites,"
                        + " templates and topics of solutions, and the additional fields (udf_fields) of its modules. Other tools take these"
                        + " names in any case and without prefix (\"high\" for \"3 - High\"), so call this only to see what there is. Values may be up to 15 minutes old.",
                "metadata",
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
                                "For a subcategory its category, for an item its subcategory, for a topic the one above, for an additional field"
                                        + " its module",
                                Scalar.TEXT),
                        Member.optional("label", "For an additional field: what people call it", Scalar.TEXT),
                        Member.optional("type", "For an additional field: what it holds", Scalar.TEXT),
                        Member.optional(
                                "choices",
                                "For an additional field: the values that it takes; missing if it takes others",
                                new ValueType.ListOf(Scalar.TEXT, Constraints.NONE)),
                        Member.optional("more_choices", "How many choices are not shown", Scalar.INTEGER),
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

    private MetadataCatalogue catalogue(@Nullable String wanted, CallContext call) {
        List<ReferenceKind> lists = ReferenceKinds.LISTED.stream()
                .filter(kind -> wanted == null || kind.name().equals(wanted))
                .toList();
        List<Kind> kinds = new ArrayList<>();
        for (ReferenceKind list : lists) {
            call.checkCancelled();
            kinds.add(Kind.of(ToolFailures.translating(() -> metadata.list(list)), clock.instant()));
            call.reportProgress(kinds.size(), lists.size() + 1, list.name());
        }
        if (wanted == null || wanted.equals(ADDITIONAL)) {
            call.checkCancelled();
            kinds.add(ToolFailures.translating(this::additionalFields));
        }
        return new MetadataCatalogue(kinds);
    }

    private Kind additionalFields() {
        return Modules.ALL.stream()
                .map(module -> Kind.of(ADDITIONAL, module, metadata.additionalFields(module.type()), clock.instant()))
                .reduce(Kind::and)
                .orElseThrow();
    }

    @McpResource(
            uri = "sdp://metadata",
            name = "metadata",
            title = "Reference data of the help desk",
            description = "All names that the tools take: priorities, statuses, categories, groups and so on",
            tool = "get_metadata")
    public String metadataAsMarkdown(CallContext call) {
        StringBuilder text = new StringBuilder("# Reference data of the help desk\n");
        for (JsonNode entry : catalogue(null, call).whole().path("kinds")) {
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
