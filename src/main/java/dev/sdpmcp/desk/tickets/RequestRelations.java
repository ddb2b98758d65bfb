package dev.sdpmcp.desk.tickets;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.desk.module.Requests;
import dev.sdpmcp.desk.module.engine.ModuleContext;
import dev.sdpmcp.desk.module.engine.ModuleDescription;
import dev.sdpmcp.desk.module.engine.ModuleTools;
import dev.sdpmcp.desk.module.engine.Records;
import dev.sdpmcp.desk.module.engine.WriteOutcomes;
import dev.sdpmcp.desk.module.engine.WriteTools;
import dev.sdpmcp.desk.text.SingleLine;
import dev.sdpmcp.desk.write.WritePlan;
import dev.sdpmcp.desk.write.WritePlan.Operation;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.Effect;
import dev.sdpmcp.tool.FailureCause;
import dev.sdpmcp.tool.PlannedChange;
import dev.sdpmcp.tool.ToolDeclaration;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.tool.ToolSource;
import dev.sdpmcp.tool.shape.Arguments;
import dev.sdpmcp.tool.shape.Constraints;
import dev.sdpmcp.tool.shape.Scalar;
import dev.sdpmcp.tool.shape.Shape.Member;
import dev.sdpmcp.tool.shape.ValueType;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.ResourceType.Entity;
import dev.sdpmcp.upstream.UpstreamFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is done to a request together with others: merging and linking. Whether it was done shows at the others or in the
 * list of links, not in the request. Thread-safe.
 */
@ApplicationScoped
public class RequestRelations implements ToolSource {

    private static final ModuleDescription MODULE = Requests.REQUESTS;
    private static final int MAX_OTHERS = 10;
    private static final String OTHERS = "other_request_ids";
    private static final String COMMENTS = "comments";
    private static final String MERGE = "merge_requests";
    private static final String LINK = LinkedRequests.LINKS;

    private final ModuleContext context;
    private final WriteTools writes;

    @Inject
    public RequestRelations(ModuleContext context) {
        this.context = context;
        this.writes = new WriteTools(MODULE, context);
    }

    /** For the client proxy of the container. */
    @SuppressWarnings("NullAway")
    protected RequestRelations() {
        this.context = null;
        this.writes = null;
    }

    @Override
    public Stream<ToolDeclaration> tools() {
        ModuleTools module = new ModuleTools(MODULE, context);
        return Stream.of(
                module.changing(
                        "merge",
                        MODULE.plural(),
                        "Merges other requests (tickets) into one permanently: what was said in them moves there, and they"
                                + " are gone.",
                        Effect.DESTRUCTIVE,
                        "UPDATE",
                        List.of(others("Requests that go into it, by number or id")),
                        this::merge),
                module.changing(
                        "link",
                        MODULE.plural(),
                        "Links requests (tickets) that have to do with each other.",
                        Effect.WRITE,
                        "CREATE",
                        List.of(
                                others("Requests to link to it, by number or id"),
                                Member.optional(
                                        COMMENTS,
                                        "How they have to do with it",
                                        Scalar.TEXT,
                                        Constraints.size(0, 250))),
                        this::link),
                module.changing(
                        "unlink",
                        MODULE.plural(),
                        "Takes back links between requests (tickets).",
                        Effect.DESTRUCTIVE,
                        "DELETE",
                        List.of(others("Requests that are linked to it, by number or id")),
                        this::unlink));
    }

    private static Member others(String description) {
        return Member.required(
                OTHERS,
                description,
                new ValueType.ListOf(Scalar.TEXT, Constraints.size(0, 40)),
                Constraints.size(0, MAX_OTHERS).withContent());
    }

    private PlannedChange<ObjectNode> merge(Arguments given, CallContext call) {
        ObjectNode before = target(given);
        // each is read, since merging one that was not meant cannot be taken back
        List<Entity> others = others(
                before,
                ((List<?>) Objects.requireNonNull(given.value(OTHERS)))
                        .stream().map(named -> notInTrash(named.toString())).toList());
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        others.forEach(other -> rows.addObject().put("id", other.id().digits()));
        return act(
                "merge_requests",
                new HelpDesk.Action("PUT", MERGE, false),
                rows,
                before,
                new Outcome(
                        "merged " + others.size() + " into it",
                        () -> others.stream().allMatch(this::isGone),
                        () -> others.stream().anyMatch(this::isGone),
                        others),
                call);
    }

    private PlannedChange<ObjectNode> link(Arguments given, CallContext call) {
        ObjectNode before = target(given);
        List<Entity> others = others(before, named(given));
        List<String> linked = linked(before);
        List<Entity> missing = others.stream()
                .filter(other -> !linked.contains(other.id().digits()))
                .toList();
        if (missing.isEmpty()) {
            return PlannedChange.none(writes.outcomes().outcome("nothing: they are linked already", before));
        }
        return act(
                "link_requests",
                new HelpDesk.Action("POST", LINK, false),
                rows(missing, given.text(COMMENTS)),
                before,
                new Outcome(
                        "linked to " + missing.size(),
                        () -> linked(before).containsAll(ids(missing)),
                        () -> linked(before).stream().anyMatch(ids(missing)::contains),
                        missing),
                call);
    }

    private PlannedChange<ObjectNode> unlink(Arguments given, CallContext call) {
        ObjectNode before = target(given);
        List<Entity> others = others(before, named(given));
        List<String> linked = linked(before);
        List<Entity> there = others.stream()
                .filter(other -> linked.contains(other.id().digits()))
                .toList();
        if (there.isEmpty()) {
            return PlannedChange.none(writes.outcomes().outcome("nothing: they are not linked", before));
        }
        return act(
                "unlink_requests",
                new HelpDesk.Action("DELETE", LINK, false),
                rows(there, null),
                before,
                new Outcome(
                        "unlinked from " + there.size(),
                        () -> linked(before).stream().noneMatch(ids(there)::contains),
                        () -> !linked(before).containsAll(ids(there)),
                        there),
                call);
    }

    private static ArrayNode rows(List<Entity> others, @Nullable String comments) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        others.forEach(other -> {
            ObjectNode row = rows.addObject();
            row.putObject(LinkedRequests.LINKED).put("id", other.id().digits());
            if (comments != null) {
                row.put(COMMENTS, SingleLine.of(comments));
            }
        });
        return rows;
    }

    /**
     * How an act ends.
     *
     * @param done what the result says
     * @param shows asks ServiceDesk Plus whether it was done
     * @param begun asks whether some of it was done
     * @param others the requests that it changes besides the target
     */
    private record Outcome(String done, BooleanSupplier shows, BooleanSupplier begun, List<Entity> others) {}

    private PlannedChange<ObjectNode> act(
            String tool, HelpDesk.Action action, ArrayNode rows, ObjectNode before, Outcome outcome, CallContext call) {
        Entity target = records().entityOf(before);
        ObjectNode nothing = JsonNodeFactory.instance.objectNode();
        WritePlan plan = new WritePlan(
                MODULE.recordType(),
                target,
                new Operation.Act(
                        action,
                        nothing,
                        record -> outcome.shows().getAsBoolean(),
                        record -> outcome.begun().getAsBoolean()),
                JsonNodeFactory.instance.objectNode().set(action.segment(), rows),
                before,
                WriteTools.doer(tool, call));
        String planned = WriteOutcomes.notDone(outcome.done());
        return PlannedChange.of(() -> writes.outcomes().outcome(planned, before), () -> {
            String done = context.writes().execute(plan, WriteTools.UNKNOWN).describe(outcome.done());
            outcome.others().forEach(records()::changed);
            try {
                refuseUnlessShown(outcome);
            } catch (UpstreamFailure blind) {
                done += "; whether it is so could not be checked (" + blind.getMessage() + ")";
            }
            return writes.outcomes().checked(done, false, target, before, nothing);
        });
    }

    private static void refuseUnlessShown(Outcome outcome) {
        if (!outcome.shows().getAsBoolean()) {
            throw new ToolFailure("ServiceDesk Plus reported success, but not all of them are " + outcome.done()
                            + ". Look with list_linked_requests and get_request.")
                    .because(FailureCause.UPSTREAM_REFUSED);
        }
    }

    private Entity notInTrash(String named) {
        ObjectNode other = records().read(named);
        if (Fields.flag(other, "is_trashed")) {
            throw new ToolFailure("Nothing was done. The request " + named.strip() + " is in the trash.");
        }
        return records().entityOf(other);
    }

    private ObjectNode target(Arguments given) {
        return records().read(given.requiredText(MODULE.idArgument()));
    }

    private List<Entity> named(Arguments given) {
        return ((List<?>) Objects.requireNonNull(given.value(OTHERS)))
                .stream().map(named -> records().named(named.toString())).toList();
    }

    private List<Entity> others(ObjectNode target, List<Entity> named) {
        if (named.contains(records().entityOf(target))) {
            throw new ToolFailure("Nothing was done. The request that " + MODULE.idArgument() + " names is in " + OTHERS
                    + " too. Name others there.");
        }
        return named.stream().distinct().toList();
    }

    private boolean isGone(Entity request) {
        try {
            return Fields.flag(context.helpDesk().get(request), "is_trashed");
        } catch (UpstreamFailure.NotFound merged) {
            return true;
        }
    }

    private List<String> linked(ObjectNode request) {
        return LinkedRequests.of(records().entityOf(request), context.helpDesk()).rows().stream()
                .map(LinkedRequests::idOf)
                .toList();
    }

    private static List<String> ids(List<Entity> requests) {
        return requests.stream().map(request -> request.id().digits()).toList();
    }

    private Records records() {
        return context.records(MODULE);
    }
}
