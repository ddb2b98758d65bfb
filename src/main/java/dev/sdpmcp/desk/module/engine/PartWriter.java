package dev.sdpmcp.desk.module.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.desk.write.ChangedFields;
import dev.sdpmcp.desk.write.WritePlan;
import dev.sdpmcp.desk.write.WritePlan.Operation;
import dev.sdpmcp.desk.write.WriteResult;
import dev.sdpmcp.history.Change.Doer;
import dev.sdpmcp.tool.PlannedChange;
import dev.sdpmcp.tool.shape.Arguments;
import dev.sdpmcp.tool.shape.Scalar;
import dev.sdpmcp.tool.shape.Shape;
import dev.sdpmcp.tool.shape.Shape.Member;
import dev.sdpmcp.upstream.ResourceType.Entity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Adds, changes and deletes the parts of a record. Thread-safe. */
record PartWriter(PartKind kind, ModuleContext context) {

    private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

    Shape addInput() {
        return shape(kind.record().stream(), kind.fields(SubResource::arguments, context.zone()).stream());
    }

    Shape updateInput() {
        return shape(
                kind.one().stream(),
                Stream.concat(kind.fields(SubResource::changes, context.zone()).stream(), kind.clear()));
    }

    Shape deleteInput() {
        return shape(kind.one().stream(), Stream.of());
    }

    private Shape shape(Stream<Member> names, Stream<Member> fields) {
        return Shape.of(kind.name(), Stream.concat(names, fields).toList());
    }

    /** The shape of the result of each tool that writes. */
    Shape output() {
        List<Member> result = new ArrayList<>(List.of(
                Member.required("done", "What was done", Scalar.TEXT),
                Member.optional("id", "Internal id of the " + kind.name(), Scalar.TEXT),
                Member.optional("record_id", "Internal id of the record", Scalar.TEXT)));
        result.addAll(times(kind.first()).members());
        result.add(ChangedFields.member());
        result.add(Member.optional(
                "indeterminate",
                "True if it cannot be found out whether it was done; look before repeating it",
                Scalar.BOOLEAN));
        return Shape.of(kind.name(), result);
    }

    PlannedChange<ObjectNode> add(Arguments given, Doer doer) {
        PartTarget target = kind.target(given, context, SubResource::arguments);
        Draft draft = context.draft(target.module()).setAll(target.part().arguments(), given);
        WritePlan plan = new WritePlan(
                target.module().recordType(),
                target.owner(),
                new Operation.AddPart(target.collection(), target.textField(), target.listTool()),
                draft.fields(),
                null,
                doer);
        String done = draft.describe(kind.name() + " added");
        return PlannedChange.of(() -> preview(target, done, NOTHING, draft.fields()), () -> {
            WriteResult added = context.writes().execute(plan, unknown(target));
            return shown(target, added.describe(done), NOTHING, draft.fields(), added.entity());
        });
    }

    PlannedChange<ObjectNode> update(Arguments given, Doer doer) {
        PartTarget target = kind.target(given, context, SubResource::changes);
        Draft draft = new FieldChanges(target.part().changes(), null)
                .fill(context.draft(target.module()), given, target.part().idArgument());
        Entity one = target.named(given);
        ObjectNode before = target.read(one, context.helpDesk());
        WritePlan plan = new WritePlan(target.recordType(), one, new Operation.Update(), draft.fields(), before, doer);
        String done = draft.describe(kind.name() + " updated");
        return PlannedChange.of(() -> preview(target, done, before, draft.fields()), () -> {
            WriteResult updated = context.writes().execute(plan, unknown(target));
            context.changed(target.owner());
            return shown(target, updated.describe(done), before, draft.fields(), updated.entity());
        });
    }

    PlannedChange<ObjectNode> delete(Arguments given, Doer doer) {
        PartTarget target = kind.target(given, context, part -> List.of());
        Entity one = target.named(given);
        ObjectNode before = target.read(one, context.helpDesk());
        Operation.Delete deletion = new Operation.Delete(
                Deletion.PERMANENT::of, now -> now.path("deleted").asBoolean());
        WritePlan plan = new WritePlan(target.recordType(), one, deletion, NOTHING, before, doer);
        String done = kind.name() + " deleted";
        return PlannedChange.of(() -> named(target, WriteOutcomes.notDone(done), before), () -> {
            WriteResult deleted = context.writes().execute(plan, unknown(target));
            context.changed(target.owner());
            return named(target, deleted.describe(done), before);
        });
    }

    private static ObjectNode unknown(PartTarget target) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("done", "unknown")
                .put("record_id", target.owner().id().digits())
                .put("indeterminate", true);
    }

    private static ObjectNode named(PartTarget target, String done, JsonNode one) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("done", done)
                .put("id", Fields.text(one, "id"))
                .put("record_id", target.owner().id().digits());
    }

    /** What is planned: the record is as it was, and what was sent is shown as changed. */
    private ObjectNode preview(PartTarget target, String done, JsonNode before, ObjectNode sent) {
        ObjectNode shown = named(target, WriteOutcomes.notDone(done), before);
        times(target.part()).addTo(shown, sent);
        return withChanges(shown, target, before, sent, NOTHING);
    }

    private ObjectNode shown(PartTarget target, String done, JsonNode before, ObjectNode sent, JsonNode after) {
        ObjectNode shown = named(target, done, after);
        times(target.part()).addTo(shown, after);
        return withChanges(shown, target, before, sent, after);
    }

    private ObjectNode withChanges(
            ObjectNode shown, PartTarget target, JsonNode before, ObjectNode sent, JsonNode after) {
        Map<String, String> names =
                target.part().fields().collect(Collectors.toMap(Field::path, Field::name, (one, other) -> one));
        return shown.set("changed", ChangedFields.of(before, sent, after, names, context.zone()));
    }

    /** What was stored of the times that were given, so that a wrong time zone is noticed. */
    private RecordView times(SubResource part) {
        return RecordView.row(
                FieldUse.OUTCOME.of(
                        part.fields().filter(field -> field.type().isTime()).toArray(Field[]::new)),
                context.zone());
    }
}
