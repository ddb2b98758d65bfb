package dev.sdpmcp.desk.module;

import static dev.sdpmcp.desk.module.CommonFields.ADDITIONAL;
import static dev.sdpmcp.desk.module.CommonFields.ATTACHMENTS;
import static dev.sdpmcp.desk.module.CommonFields.CATEGORY;
import static dev.sdpmcp.desk.module.CommonFields.DESCRIPTION;
import static dev.sdpmcp.desk.module.CommonFields.END;
import static dev.sdpmcp.desk.module.CommonFields.GROUP;
import static dev.sdpmcp.desk.module.CommonFields.IMPACT;
import static dev.sdpmcp.desk.module.CommonFields.IMPACT_DETAILS;
import static dev.sdpmcp.desk.module.CommonFields.PRIORITY;
import static dev.sdpmcp.desk.module.CommonFields.SITE;
import static dev.sdpmcp.desk.module.CommonFields.START;
import static dev.sdpmcp.desk.module.CommonFields.TITLE;
import static dev.sdpmcp.desk.module.CommonFields.URGENCY;

import dev.sdpmcp.desk.module.engine.Action;
import dev.sdpmcp.desk.module.engine.Deletion;
import dev.sdpmcp.desk.module.engine.Detail.Section;
import dev.sdpmcp.desk.module.engine.Field;
import dev.sdpmcp.desk.module.engine.ModuleDescription;
import java.util.List;

/** Changes of the infrastructure, which pass stages. A change of the stage or status needs a comment. */
public final class Changes {

    private static final Field STAGE = Field.lookup("stage", "Stage", ReferenceKinds.CHANGE_STAGES);
    private static final Field STATUS =
            Field.lookup("status", "Status", ReferenceKinds.CHANGE_STATUSES).within("stage");
    private static final Field COMMENT = Field.text("comment", "Why the stage or status changes");
    private static final Field TYPE = Field.lookup("change_type", "Change type", ReferenceKinds.CHANGE_TYPES);
    private static final Field REASON =
            Field.lookup("reason_for_change", "Reason for the change", ReferenceKinds.CHANGE_REASONS);
    private static final Field RISK = Field.lookup("risk", "Risk", ReferenceKinds.CHANGE_RISKS);
    private static final Field REQUESTER = Field.requester("change_requester", "Person who wants the change");
    private static final Field OWNER = Field.technician("change_owner", "Technician responsible for carrying it out");
    private static final Field MANAGER = Field.technician("change_manager", "Technician who manages the change");
    private static final Field ROLL_OUT = Field.section("roll_out_plan", "Roll-out plan");
    private static final Field BACK_OUT = Field.section("back_out_plan", "Back-out plan");
    private static final Field CHECKLIST = Field.section("checklist", "Checklist");
    private static final Field REVIEW = Field.section("review_details", "Review");
    private static final Field CLOSING = Field.choice("status", "How it ended", "completed", "canceled");

    public static final ModuleDescription CHANGES = ModuleDescription.module("change", "changes", Toolsets.CHANGES)
            .numbered("CH-")
            .finishedWhen(STAGE, "Close")
            .rows(TITLE, STAGE, STATUS, TYPE, RISK, PRIORITY, OWNER, START, END)
            .list(
                    "Lists changes, newest first. Lists only open ones unless state or stage says otherwise. All"
                            + " conditions given must hold.",
                    "open (default): everything that is not in the stage Close; finished; all. Without effect when a"
                            + " stage is given",
                    null,
                    List.of("created_time", "scheduled_start_time", "scheduled_end_time", "title", "stage", "status"),
                    TITLE,
                    STAGE,
                    TYPE,
                    RISK,
                    PRIORITY,
                    OWNER)
            .get(
                    "Shows one change with description, plans, people and times. Long texts are cut and say so.",
                    TITLE,
                    DESCRIPTION,
                    Section.of(
                            "standing",
                            "Where it stands",
                            STAGE,
                            STATUS,
                            PRIORITY,
                            URGENCY,
                            IMPACT,
                            RISK,
                            Field.shown("approval_status", "Approval status"),
                            Field.flag("emergency", "Whether it is an emergency")
                                    .asReadOnly()),
                    Section.of(
                            "classification",
                            "What sort of change it is",
                            TYPE,
                            REASON,
                            CATEGORY,
                            Field.shown("workflow", "Workflow")),
                    Section.of("parties", "Who has to do with it", REQUESTER, OWNER, MANAGER, GROUP, SITE),
                    Section.of(
                            "times",
                            "When things happened or are due, ISO 8601 with offset",
                            Field.CREATED,
                            START,
                            END,
                            Field.moment("completed_time", "When it was completed")
                                    .asReadOnly()),
                    Section.of(
                            "plans",
                            "Content written by users, as Markdown: how it is done",
                            ROLL_OUT,
                            BACK_OUT,
                            IMPACT_DETAILS,
                            CHECKLIST,
                            REVIEW),
                    ATTACHMENTS,
                    ADDITIONAL)
            .create(
                    "Creates a change and returns its number. It begins in the first stage. It is safe to repeat a call:"
                            + " the same arguments, or the same idempotency_key, give the change that was made before"
                            + " (already_created).",
                    TITLE.as("What it is about, one line").asRequired(),
                    DESCRIPTION.as("The whole story, in Markdown or plain text"),
                    TYPE,
                    REASON,
                    RISK,
                    PRIORITY,
                    URGENCY,
                    IMPACT,
                    CATEGORY,
                    GROUP,
                    SITE,
                    REQUESTER.as(
                            "Person who wants the change: e-mail address, name or id. Default: the account of this server"),
                    OWNER,
                    MANAGER,
                    START,
                    END,
                    ROLL_OUT,
                    BACK_OUT,
                    ADDITIONAL)
            .update(
                    "Changes the given fields of a change and leaves all others as they are. A new stage or status needs"
                            + " a comment, and the workflow of the site must allow it. To close it use close_change.",
                    TITLE.as("New title"),
                    DESCRIPTION.as("New description, in Markdown or plain text; replaces the old one"),
                    STAGE.as("New stage; give a comment with it"),
                    STATUS.as("New status of the stage; give the stage and a comment with it"),
                    COMMENT.as("Why the stage or status changes"),
                    TYPE,
                    RISK,
                    PRIORITY,
                    URGENCY,
                    IMPACT,
                    CATEGORY,
                    GROUP,
                    OWNER,
                    MANAGER,
                    START,
                    END,
                    ROLL_OUT,
                    BACK_OUT,
                    IMPACT_DETAILS,
                    CHECKLIST,
                    REVIEW,
                    ADDITIONAL)
            .outcome(TITLE, STAGE, STATUS, PRIORITY, OWNER, START, END)
            .action(Action.closing(
                    "close_change",
                    false,
                    "Closes a change as completed or canceled and checks that it is closed.",
                    CLOSING.asRequired(),
                    COMMENT.as("A remark on closing it").asRequired()))
            .action(Action.restoring("change"))
            .part(Parts.notes())
            .part(Parts.tasks(STAGE))
            .part(Parts.worklogs())
            .deletion(Deletion.TRASH)
            .build();

    private Changes() {}
}
