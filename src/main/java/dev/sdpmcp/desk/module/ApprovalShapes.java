package dev.sdpmcp.desk.module;

import dev.sdpmcp.desk.module.engine.ModuleDescription;
import dev.sdpmcp.tool.shape.Choice;
import dev.sdpmcp.tool.shape.Constraints;
import dev.sdpmcp.tool.shape.Scalar;
import dev.sdpmcp.tool.shape.Shape;
import dev.sdpmcp.tool.shape.Shape.Member;
import dev.sdpmcp.tool.shape.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Arguments and results of the tools for approvals. Immutable. */
record ApprovalShapes(List<ModuleDescription> modules) {

    private static final int MAX_ID = 40;
    private static final int MAX_COMMENT = 250;
    private static final int MAX_APPROVERS = 10;
    private static final List<Member> APPROVAL = List.of(
            text("approval_id", "Id of the approval"),
            text("approver", "Who is asked"),
            text("status", "To Be Sent, Pending Approval, Approved or Rejected"),
            text("comment", "Content written by users: what the approver said"),
            text("sent_on", "When the approver was asked, ISO 8601 with offset"),
            text("decided_on", "When the approver answered, ISO 8601 with offset"));

    private static Member text(String name, String description) {
        return Member.optional(name, description, Scalar.TEXT);
    }

    private static Member id(String name, String description) {
        return Member.required(
                name, description, Scalar.TEXT, Constraints.size(0, MAX_ID).withContent());
    }

    private Shape with(Member... more) {
        Stream<Member> record = Stream.of(
                Member.required(
                        "module",
                        "What kind of record it is",
                        Choice.of(modules.stream()
                                .map(ModuleDescription::singular)
                                .toList())),
                id("record_id", "Number of the record such as 1042, or internal id"));
        return Shape.of("approval", Stream.concat(record, Stream.of(more)).toList());
    }

    Shape listInput() {
        return with();
    }

    Shape requestInput() {
        return with(Member.required(
                "approvers",
                "Who should approve it: names, e-mail addresses or ids",
                new ValueType.ListOf(Scalar.TEXT, Constraints.size(1, MAX_COMMENT)),
                Constraints.size(1, MAX_APPROVERS)));
    }

    Shape decisionInput() {
        return with(
                id("level_id", "level_id as list_approvals shows it"),
                id("approval_id", "approval_id as list_approvals shows it"),
                Member.optional("comment", "Why", Scalar.TEXT, Constraints.size(0, MAX_COMMENT)));
    }

    private static Member rows() {
        List<Member> row = new ArrayList<>(List.of(
                Member.required("level", "Number of the level", Scalar.INTEGER),
                Member.required("level_id", "Id of the level", Scalar.TEXT),
                text("level_status", "Status of the level"),
                text("stage", "Stage of the change that it belongs to")));
        row.addAll(APPROVAL);
        return Member.optional(
                "approvals",
                "The approvals, level by level",
                new ValueType.ListOf(Shape.of("approval", row), Constraints.NONE));
    }

    Shape listOutput() {
        return Shape.of(
                "approvals",
                List.of(
                        text("approval_status", "Approval status of the record"),
                        Member.required("returned", "How many are in this answer", Scalar.INTEGER),
                        Member.required("has_more", "Whether there may be more", Scalar.BOOLEAN),
                        rows()));
    }

    Shape requestOutput() {
        return written(Stream.of(text("level_id", "Id of the level"), rows()));
    }

    Shape decisionOutput() {
        return written(APPROVAL.stream());
    }

    private static Shape written(Stream<Member> more) {
        Stream<Member> ends = Stream.of(Member.optional(
                "indeterminate",
                "True if it cannot be found out whether it was done; look before repeating it",
                Scalar.BOOLEAN));
        Stream<Member> all = Stream.of(Stream.of(Member.required("done", "What was done", Scalar.TEXT)), more, ends)
                .flatMap(members -> members);
        return Shape.of("approval", all.toList());
    }
}
