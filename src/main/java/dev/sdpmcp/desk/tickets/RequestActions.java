package dev.sdpmcp.desk.tickets;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.desk.NameMatch;
import dev.sdpmcp.desk.module.CommonFields;
import dev.sdpmcp.desk.module.ReferenceKinds;
import dev.sdpmcp.desk.module.Requests;
import dev.sdpmcp.desk.module.engine.Draft;
import dev.sdpmcp.desk.module.engine.ModuleContext;
import dev.sdpmcp.desk.module.engine.ModuleDescription;
import dev.sdpmcp.desk.module.engine.ModuleTools;
import dev.sdpmcp.desk.module.engine.Records;
import dev.sdpmcp.desk.module.engine.WriteTools;
import dev.sdpmcp.desk.text.SingleLine;
import dev.sdpmcp.desk.text.WrittenMarkdown;
import dev.sdpmcp.desk.write.OutcomeUnknown;
import dev.sdpmcp.desk.write.WritePlan;
import dev.sdpmcp.desk.write.WritePlan.Operation;
import dev.sdpmcp.desk.write.WriteResult;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.Effect;
import dev.sdpmcp.tool.PlannedChange;
import dev.sdpmcp.tool.ToolDeclaration;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.tool.ToolSource;
import dev.sdpmcp.tool.shape.Arguments;
import dev.sdpmcp.tool.shape.Constraints;
import dev.sdpmcp.tool.shape.Scalar;
import dev.sdpmcp.tool.shape.Shape.Member;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.ResourceType.Entity;
import dev.sdpmcp.upstream.UpstreamFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Assigning and closing requests, which are more than a change of fields. Closing takes the order that works on every site:
 * first the resolution, then the closure with its comments, then a look whether the request is closed; a warning of
 * ServiceDesk Plus means that it is not. Thread-safe.
 */
@ApplicationScoped
public class RequestActions implements ToolSource {

    private static final ModuleDescription MODULE = Requests.REQUESTS;
    private static final String DEFAULT_CLOSURE_CODE = "Success";
    private static final HelpDesk.Action CLOSE = new HelpDesk.Action("PUT", "close", true);
    private static final String SAVED = "The resolution was saved.";

    /** What a model can do about a field that the closure rules want. */
    private static final Map<String, String> REMEDIES = Map.of(
            "resolution", "give resolution",
            "closure_comments", "give closure_comments",
            "closure_code", "give closure_code",
            "technician", "assign it first with assign_request",
            "category", "set it with update_request",
            "subcategory", "set it with update_request",
            "worklog", "somebody must add a worklog first",
            "worklogs", "somebody must add a worklog first",
            "tasks", "its tasks must be closed first");

    private final ModuleContext context;
    private final WriteTools writes;

    @Inject
    public RequestActions(ModuleContext context) {
        this.context = context;
        this.writes = new WriteTools(MODULE, context);
    }

    /** For the client proxy of the container. */
    @SuppressWarnings("NullAway")
    protected RequestActions() {
        this.context = null;
        this.writes = null;
    }

    @Override
    public Stream<ToolDeclaration> tools() {
        ModuleTools module = new ModuleTools(MODULE, context);
        return Stream.of(
                module.changing(
                        "assign",
                        "Gives a request (ticket) to a technician, a support group, or both. Replaces who had it. Some"
                                + " sites want the technician to belong to the group.",
                        Effect.DESTRUCTIVE,
                        List.of(
                                text(
                                        "technician",
                                        "Who should work on it: name, e-mail address or id. Default, where no group is"
                                                + " given either: the default technician of this server",
                                        Constraints.size(0, 250)),
                                text("group", "Support group that should work on it", Constraints.size(0, 100))),
                        this::assign),
                module.changing(
                        "close",
                        "Closes a request (ticket): sets the resolution if one is given, closes it, and checks that it"
                                + " is closed. If the closure rules of the site are not met, the answer names what is"
                                + " missing and the request stays open.",
                        Effect.DESTRUCTIVE,
                        List.of(
                                text(
                                        "resolution",
                                        "How it was solved, in Markdown or plain text; replaces what is there. Many"
                                                + " sites demand it",
                                        Constraints.LONG_TEXT),
                                text("closure_comments", "A remark on closing it", Constraints.size(0, 250)),
                                text(
                                        "closure_code",
                                        "Closure code. Default: Success where the site has it",
                                        Constraints.size(0, 100)),
                                Member.optional(
                                        "requester_ack_resolution",
                                        "Whether the requester agrees that it is solved",
                                        Scalar.BOOLEAN)),
                        this::close));
    }

    private static Member text(String name, String description, Constraints constraints) {
        return Member.optional(name, description, Scalar.TEXT, constraints);
    }

    private PlannedChange<ObjectNode> assign(Arguments given, CallContext call) {
        String technician = given.text("technician");
        String group = given.text("group");
        if (technician == null && group == null) {
            technician = context.people()
                    .defaultTechnician()
                    .orElseThrow(() -> new ToolFailure("Give a technician or a group; this server has no"
                            + " default technician (SDP_DEFAULT_TECHNICIAN_EMAIL)."));
        }
        Draft draft = context.draft(MODULE).set(CommonFields.GROUP, group).set(CommonFields.TECHNICIAN, technician);
        Entity request = records().named(given.requiredText(MODULE.idArgument()));
        return writes.update("assign_request", "assigned", request, draft.fields(), call);
    }

    private PlannedChange<ObjectNode> close(Arguments given, CallContext call) {
        ObjectNode before = records().read(given.requiredText(MODULE.idArgument()));
        if ("closed".equalsIgnoreCase(Fields.name(before, "status"))) {
            return PlannedChange.none(writes.outcomes().outcome("nothing: it was closed already", before));
        }
        Entity request = records().entityOf(before);
        ObjectNode closure = JsonNodeFactory.instance.objectNode();
        closure.set("closure_info", closureInfo(given));
        ObjectNode changes = JsonNodeFactory.instance.objectNode();
        changes.putObject("status").put("name", "Closed");
        Operation.Act act = new Operation.Act(CLOSE, changes, writes.outcomes()::isFinished);
        WritePlan plan = new WritePlan(
                MODULE.recordType(), request, act, closure, before, WriteTools.doer("close_request", call));
        String resolution = given.text("resolution");
        ObjectNode resolved =
                context.draft(MODULE).set(Requests.RESOLUTION, resolution).fields();
        String described =
                resolution == null ? "closed" : WrittenMarkdown.describe("resolution set and closed", resolution);
        ObjectNode sent = resolved.deepCopy().<ObjectNode>setAll(closure).setAll(changes);
        return PlannedChange.of(() -> writes.outcomes().preview(described, before, sent), () -> {
            if (resolution != null) {
                context.writes()
                        .execute(
                                new WritePlan(
                                        plan.type(), request, new Operation.Update(), resolved, before, plan.doer()),
                                WriteTools.UNKNOWN);
            }
            WriteResult closed =
                    closed(resolution != null, () -> context.writes().execute(plan, WriteTools.UNKNOWN));
            String done = closed.describe(described);
            return closed.looked()
                    ? writes.outcomes().finished(done, before, sent, closed.entity())
                    : writes.outcomes().checked(done, true, request, before, sent);
        });
    }

    /** Whatever goes wrong with the closure, a resolution that was saved before stays. */
    private WriteResult closed(boolean resolved, Supplier<WriteResult> closure) {
        try {
            return closure.get();
        } catch (UpstreamFailure.Refused refused) {
            throw notClosed(refused, resolved);
        } catch (OutcomeUnknown unknown) {
            throw resolved ? unknown.adding(SAVED) : unknown;
        } catch (ToolFailure failed) {
            throw resolved ? new ToolFailure(failed.whatToDo() + " " + SAVED, failed, failed.data()) : failed;
        } catch (UpstreamFailure failed) {
            throw resolved ? new ToolFailure(failed.getMessage() + ". " + SAVED, failed) : failed;
        }
    }

    private ObjectNode closureInfo(Arguments given) {
        ObjectNode info = JsonNodeFactory.instance.objectNode();
        String comments = given.text("closure_comments");
        if (comments != null) {
            info.put("closure_comments", SingleLine.of(comments));
        }
        if (given.value("requester_ack_resolution") instanceof Boolean acknowledged) {
            info.put("requester_ack_resolution", acknowledged);
        }
        String wanted = given.text("closure_code");
        String code = wanted == null
                ? defaultClosureCode()
                : context.metadata().resolve("closure_code", ReferenceKinds.CLOSURE_CODES, wanted, null);
        if (code != null) {
            info.putObject("closure_code").put("name", code);
        }
        return info;
    }

    /** Only where the site has it: an unknown code fails the whole closure. */
    private @Nullable String defaultClosureCode() {
        List<String> fitting = NameMatch.in(
                context.metadata().list(ReferenceKinds.CLOSURE_CODES).names(), DEFAULT_CLOSURE_CODE);
        return fitting.size() == 1 ? fitting.getFirst() : null;
    }

    private ToolFailure notClosed(UpstreamFailure.Refused refused, boolean resolved) {
        String kept = resolved ? " " + SAVED : "";
        if (refused.missingFields().isEmpty()) {
            ToolFailure worded = context.writes().worded(MODULE.recordType(), refused);
            return new ToolFailure("The request was not closed." + kept + " " + worded.whatToDo(), refused);
        }
        String missing = refused.missingFields().stream()
                .map(field -> field + remedy(field))
                .collect(Collectors.joining("; "));
        return new ToolFailure(
                "The request was not closed." + kept + " The closure rules of this help desk want: " + missing
                        + ". Then close it again.",
                refused);
    }

    private static String remedy(String field) {
        String last = field.substring(field.lastIndexOf('.') + 1);
        return REMEDIES.containsKey(last) ? " (" + REMEDIES.get(last) + ")" : "";
    }

    private Records records() {
        return context.records(MODULE);
    }
}
