package dev.sdpmcp.desk.module;

import static dev.sdpmcp.desk.module.CommonFields.ADDITIONAL;
import static dev.sdpmcp.desk.module.CommonFields.ATTACHMENTS;
import static dev.sdpmcp.desk.module.CommonFields.CATEGORY;
import static dev.sdpmcp.desk.module.CommonFields.DESCRIPTION;
import static dev.sdpmcp.desk.module.CommonFields.DUE;
import static dev.sdpmcp.desk.module.CommonFields.GROUP;
import static dev.sdpmcp.desk.module.CommonFields.IMPACT;
import static dev.sdpmcp.desk.module.CommonFields.ITEM;
import static dev.sdpmcp.desk.module.CommonFields.PRIORITY;
import static dev.sdpmcp.desk.module.CommonFields.SITE;
import static dev.sdpmcp.desk.module.CommonFields.STATUS;
import static dev.sdpmcp.desk.module.CommonFields.SUBCATEGORY;
import static dev.sdpmcp.desk.module.CommonFields.TECHNICIAN;
import static dev.sdpmcp.desk.module.CommonFields.URGENCY;

import dev.sdpmcp.desk.module.engine.Action;
import dev.sdpmcp.desk.module.engine.Deletion;
import dev.sdpmcp.desk.module.engine.Detail.Section;
import dev.sdpmcp.desk.module.engine.Field;
import dev.sdpmcp.desk.module.engine.ModuleDescription;
import dev.sdpmcp.desk.module.engine.StatusMove;
import dev.sdpmcp.desk.module.engine.StatusMove.From;
import java.util.List;

/** Requests, the tickets of the help desk. What is special about them is in {@code desk.tickets}. */
public final class Requests {

    static final Field SUBJECT =
            Field.text("subject", "Content written by users: what it is about").asMandatory();
    static final Field REQUESTER = Field.requester("requester", "Requester");
    static final Field LEVEL = Field.lookup("level", "Support level", ReferenceKinds.LEVELS);
    static final Field MODE = Field.lookup("mode", "How it came in", ReferenceKinds.MODES);
    static final Field TYPE =
            Field.lookup("request_type", "Request type, such as Incident", ReferenceKinds.REQUEST_TYPES);
    static final Field TEMPLATE = Field.lookup("template", "Template", ReferenceKinds.TEMPLATES);
    public static final Field RESOLUTION =
            Field.html("resolution", "Content: how it was solved, as Markdown").at("resolution.content");
    static final Field STATUS_REMARK = Field.text("status_change_comments", "Why the status changes");

    public static final ModuleDescription REQUESTS = ModuleDescription.module("request", "requests", Toolsets.REQUESTS)
            .alsoCalled("ticket")
            .finishedWhenSiteSays(STATUS, "Resolved", "Closed", "Cancelled")
            .rows(SUBJECT, STATUS, PRIORITY, REQUESTER, TECHNICIAN, GROUP, Field.CREATED, DUE)
            .list(
                    "Lists requests (tickets), newest first. Lists only open ones unless state, status or filter"
                            + " says otherwise. All conditions given must hold. To look for words use search_requests, for one"
                            + " ticket get_request.",
                    "open (default): everything that is not resolved, closed or cancelled; finished; all. Without"
                            + " effect when a status or filter is given",
                    RequestViews.INSTANCE,
                    List.of("created_time", "due_by_time", "last_updated_time", "subject", "priority", "status"),
                    STATUS.as("Only this status, such as \"On Hold\""),
                    PRIORITY.as("Only this priority, such as \"High\""),
                    CATEGORY,
                    GROUP,
                    TECHNICIAN,
                    REQUESTER)
            .search(
                    "Searches subjects and descriptions of requests (tickets) for words, newest first. Searches"
                            + " finished ones too unless state is open: earlier cases often hold the answer.",
                    "all (default), open or finished",
                    List.of("subject", "description"),
                    STATUS,
                    PRIORITY,
                    TECHNICIAN,
                    REQUESTER)
            .get(
                    "Shows one request (ticket) with description, people, times, resolution and additional fields."
                            + " What was said about it since is in get_request_conversation. Long texts are cut and say so.",
                    SUBJECT,
                    DESCRIPTION,
                    Section.of(
                            "standing",
                            "Where it stands",
                            STATUS,
                            PRIORITY,
                            URGENCY,
                            IMPACT,
                            Field.flag("overdue", "Whether it is past its due time")
                                    .at("is_overdue"),
                            Field.shown("approval_status", "Approval status")),
                    Section.of(
                            "classification",
                            "What sort of request it is",
                            CATEGORY,
                            SUBCATEGORY,
                            ITEM,
                            TYPE,
                            MODE,
                            LEVEL,
                            TEMPLATE),
                    Section.of(
                            "parties",
                            "Who has to do with it",
                            REQUESTER,
                            TECHNICIAN,
                            GROUP,
                            SITE,
                            Field.shown("department", "Department"),
                            Field.requester("created_by", "Who made it").asReadOnly()),
                    Section.of(
                            "times",
                            "When things happened or are due, ISO 8601 with offset",
                            Field.CREATED,
                            DUE,
                            Field.moment("first_response_due_by_time", "When the first answer is due"),
                            Field.moment("responded_time", "When the first answer was given"),
                            Field.moment("last_updated_time", "When it was last changed"),
                            Field.moment("resolved_time", "When it was resolved"),
                            Field.moment("completed_time", "When it was closed")),
                    RESOLUTION,
                    Field.text("closure_comments", "What was said when it was closed")
                            .at("closure_info.closure_comments"),
                    ATTACHMENTS,
                    ADDITIONAL)
            .create(
                    "Creates a request (ticket) and returns its number. Names are taken in any case. Which fields"
                            + " are mandatory differs from site to site: if one is missing, the answer names it and the values"
                            + " it takes, and nothing was created. It is safe to repeat a call: the same arguments, or the same"
                            + " idempotency_key, give the ticket that was made before (already_created).",
                    SUBJECT.as("What it is about, one line").asRequired(),
                    DESCRIPTION.as("The whole story, in Markdown or plain text"),
                    REQUESTER.as("Requester: e-mail address, name or id of a known person. Default: the account of this"
                            + " server"),
                    TECHNICIAN.as("Who should work on it: name, e-mail address or id"),
                    GROUP,
                    SITE,
                    PRIORITY.as("Priority, such as \"High\""),
                    URGENCY,
                    IMPACT,
                    LEVEL,
                    MODE.as("How it came in, such as \"Phone Call\""),
                    TYPE.as("Request type, such as \"Incident\""),
                    CATEGORY,
                    SUBCATEGORY,
                    ITEM,
                    TEMPLATE.as("Template; decides which fields are mandatory"),
                    STATUS.as("Status at the beginning. Default: Open"),
                    DUE,
                    ADDITIONAL.as("Additional fields of this site by name, such as txt_cost_centre"))
            .update(
                    "Changes the given fields of a request (ticket) and leaves all others as they are. To give it"
                            + " to a technician or group use assign_request, to close it close_request. Closed requests may have"
                            + " to be reopened first (status Open).",
                    SUBJECT.as("New subject"),
                    DESCRIPTION.as("New description, in Markdown or plain text; replaces the old one"),
                    STATUS.as("New status, such as \"On Hold\"; to close use close_request"),
                    STATUS_REMARK.as("Why the status changes; some sites demand it"),
                    RESOLUTION.as("How it was solved, in Markdown or plain text; replaces the old text"),
                    REQUESTER.as("New requester: e-mail address, name or id"),
                    PRIORITY,
                    URGENCY,
                    IMPACT,
                    LEVEL,
                    MODE.as("New mode"),
                    TYPE,
                    CATEGORY,
                    SUBCATEGORY,
                    ITEM,
                    SITE,
                    DUE,
                    ADDITIONAL)
            .outcome(SUBJECT, STATUS, PRIORITY, TECHNICIAN, GROUP, DUE)
            .action(Action.pickingUp("request (ticket)"))
            .action(Action.restoring("request (ticket)"))
            .move(StatusMove.of(
                    "hold",
                    "Puts a request (ticket) on hold, which stops its clocks on most sites.",
                    From.OPEN,
                    "On Hold",
                    "on hold",
                    STATUS_REMARK.as("Why it waits; some sites demand it")))
            .move(StatusMove.of(
                    "resume",
                    "Takes a request (ticket) off hold: its status is Open again.",
                    From.ON_HOLD,
                    "Open",
                    "open again",
                    STATUS_REMARK))
            .move(StatusMove.of(
                    "resolve",
                    "Marks a request (ticket) as resolved, with how it was solved. Sites may send the requester a mail"
                            + " about it. To close it use close_request.",
                    From.OPEN,
                    "Resolved",
                    "resolved",
                    RESOLUTION
                            .as("How it was solved, in Markdown or plain text; replaces what is there")
                            .asRequired(),
                    STATUS_REMARK))
            .move(StatusMove.of(
                    "reopen",
                    "Opens a resolved, closed or cancelled request (ticket) again.",
                    From.FINISHED,
                    "Open",
                    "open again",
                    STATUS_REMARK))
            .move(StatusMove.of(
                    "cancel",
                    "Cancels a request (ticket) that is not to be worked on.",
                    From.OPEN,
                    "Cancelled",
                    "cancelled",
                    STATUS_REMARK))
            .deletion(Deletion.TRASH)
            .part(Parts.requestNotes())
            .part(Parts.tasks())
            .part(Parts.worklogs())
            .build();

    private Requests() {}
}
