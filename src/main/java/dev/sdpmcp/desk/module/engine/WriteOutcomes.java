package dev.sdpmcp.desk.module.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.desk.write.ChangedFields;
import dev.sdpmcp.tool.FailureCause;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.tool.shape.Scalar;
import dev.sdpmcp.tool.shape.Shape;
import dev.sdpmcp.tool.shape.Shape.Member;
import dev.sdpmcp.upstream.ResourceType.Entity;
import dev.sdpmcp.upstream.UpstreamFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the tools that write records of a module show of them. Thread-safe. */
public final class WriteOutcomes {

    private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

    private final ModuleDescription module;
    private final ModuleContext context;
    private final ModuleCriteria filter;
    private final RecordView names;
    private final RecordView view;

    /** By path in the API. */
    private final Map<String, String> fieldNames;

    WriteOutcomes(ModuleDescription module, ModuleContext context, ModuleCriteria filter) {
        this.module = module;
        this.context = context;
        this.filter = filter;
        this.names = RecordView.row(
                module.prefix() == null
                        ? List.of(FieldUse.DETAIL.of(Field.ID))
                        : FieldUse.DETAIL.of(Field.DISPLAY_ID, Field.ID),
                context.zone());
        this.view = RecordView.row(module.outcome(), context.zone());
        this.fieldNames = module.fields().values().stream()
                .collect(Collectors.toMap(Field::path, Field::name, (one, other) -> one));
    }

    /** The shape of the result of every tool that writes a record of the module. */
    public Shape output() {
        List<Member> members = new ArrayList<>(List.of(Member.required("done", "What was done", Scalar.TEXT)));
        members.addAll(names.members());
        members.addAll(view.members());
        members.add(ChangedFields.member());
        members.add(Member.optional(
                "already_created", "True if an earlier call with the same key or arguments made it", Scalar.BOOLEAN));
        members.add(Member.optional(
                "indeterminate",
                "True if it is not known whether it was done: look before repeating it",
                Scalar.BOOLEAN));
        return Shape.of(module.singular(), members);
    }

    /** What a tool shows of a record that was written. */
    public ObjectNode outcome(String done, JsonNode record) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode().put("done", done);
        names.addTo(shown, record);
        view.addTo(shown, record);
        return shown;
    }

    /** The same, with the fields that were changed. */
    ObjectNode outcome(String done, JsonNode before, ObjectNode sent, JsonNode after) {
        return outcome(done, after).set("changed", ChangedFields.of(before, sent, after, fieldNames, context.zone()));
    }

    /**
     * What a tool shows of a change that is planned only.
     *
     * @param done what it would do, as {@link #outcome} says it
     * @param before the record as it is; an empty object for a new one
     * @param sent the fields that would be sent
     */
    public ObjectNode preview(String done, JsonNode before, ObjectNode sent) {
        return outcome(notDone(done), before)
                .set("changed", ChangedFields.of(before, sent, NOTHING, fieldNames, context.zone()));
    }

    /** What a result says of something that was not done since {@code dry_run} was given. */
    public static String notDone(String done) {
        return "nothing, since dry_run was given; it would be: " + done;
    }

    /** The same of a record that was changed and could not be read afterwards: how it is now is left out. */
    private ObjectNode unread(String done, JsonNode before) {
        ObjectNode known = JsonNodeFactory.instance.objectNode();
        for (String name : List.of("display_id", "id", module.titleField())) {
            known.set(name, before.path(name));
        }
        return outcome(done, known);
    }

    /** Whether work on a record is over. */
    public boolean isFinished(JsonNode record) {
        return filter.isFinished(record);
    }

    /**
     * The result of an action. Its answer says little, so the record is read; a read that fails does not change that the
     * action succeeded.
     *
     * @param sent what was sent, and what it changes
     * @param goal how the record must be now; null if that is not checked
     * @throws ToolFailure if it is not so
     */
    ObjectNode checked(String done, @Nullable Finish goal, Entity target, JsonNode before, ObjectNode sent) {
        ObjectNode after;
        try {
            after = context.helpDesk().get(target);
        } catch (UpstreamFailure blind) {
            return unread(done + "; whether it is so could not be checked (" + blind.getMessage() + ")", before);
        }
        return goal == null ? outcome(done, before, sent, after) : reached(done, goal, before, sent, after);
    }

    /** The same of an action that finishes a record, or does not. */
    public ObjectNode checked(String done, boolean finishes, Entity target, JsonNode before, ObjectNode sent) {
        return checked(done, finishes ? module.finish() : null, target, before, sent);
    }

    /** The result of an action that finishes a record, as it was read afterwards. */
    public ObjectNode finished(String done, JsonNode before, ObjectNode sent, JsonNode after) {
        return reached(done, module.finish(), before, sent, after);
    }

    private ObjectNode reached(String done, Finish goal, JsonNode before, ObjectNode sent, JsonNode after) {
        if (!goal.isReached(after)) {
            throw new ToolFailure("ServiceDesk Plus reported success, but the " + module.singular() + " still is \""
                            + Fields.name(after, goal.field().path()) + "\". Look with get_"
                            + module.singular() + " what its site wants.")
                    .because(FailureCause.UPSTREAM_REFUSED);
        }
        return outcome(done, before, sent, after);
    }
}
