package dev.sdpmcp.desk.module;

import static dev.sdpmcp.desk.module.CommonFields.ADDITIONAL;
import static dev.sdpmcp.desk.module.CommonFields.ATTACHMENTS;
import static dev.sdpmcp.desk.module.CommonFields.CATEGORY;
import static dev.sdpmcp.desk.module.CommonFields.DESCRIPTION;
import static dev.sdpmcp.desk.module.CommonFields.DUE;
import static dev.sdpmcp.desk.module.CommonFields.GROUP;
import static dev.sdpmcp.desk.module.CommonFields.IMPACT;
import static dev.sdpmcp.desk.module.CommonFields.IMPACT_DETAILS;
import static dev.sdpmcp.desk.module.CommonFields.ITEM;
import static dev.sdpmcp.desk.module.CommonFields.PRIORITY;
import static dev.sdpmcp.desk.module.CommonFields.SITE;
import static dev.sdpmcp.desk.module.CommonFields.STATUS;
import static dev.sdpmcp.desk.module.CommonFields.SUBCATEGORY;
import static dev.sdpmcp.desk.module.CommonFields.TECHNICIAN;
import static dev.sdpmcp.desk.module.CommonFields.TITLE;
import static dev.sdpmcp.desk.module.CommonFields.URGENCY;

import dev.sdpmcp.desk.module.engine.Action;
import dev.sdpmcp.desk.module.engine.Detail.Section;
import dev.sdpmcp.desk.module.engine.Field;
import dev.sdpmcp.desk.module.engine.ModuleDescription;
import java.util.List;

/** Problems: the causes behind incidents. */
public final class Problems {

    private static final Field REPORTER = Field.requester("reported_by", "Who reported it");
    private static final Field ROOT_CAUSE = Field.section("root_cause", "Root cause");
    private static final Field SYMPTOMS = Field.section("symptoms", "Symptoms");
    private static final Field WORKAROUND =
            Field.html("workaround", "Workaround").at("workaround_details.workaround_details_description");
    private static final Field RESOLUTION =
            Field.html("resolution", "Resolution").at("resolution_details.resolution_details_description");
    private static final Field KNOWN_ERROR =
            Field.flag("known_error", "Whether it is a known error").at("known_error_details.is_known_error");
    private static final Field CLOSURE_CODE = Field.lookup("closure_code", "Closure code", ReferenceKinds.CLOSURE_CODES)
            .at("close_details.closure_code");
    private static final Field CLOSURE_COMMENTS =
            Field.text("closure_comments", "A remark on closing it").at("close_details.close_details_comments");

    public static final ModuleDescription PROBLEMS = ModuleDescription.module("problem", "problems", Toolsets.PROBLEMS)
            .numbered("PB-")
            .finishedWhenSiteSays(STATUS, "Closed", "Resolved", "Cancelled")
            .rows(TITLE, STATUS, PRIORITY, CATEGORY, TECHNICIAN, GROUP, Field.CREATED, DUE)
            .list(
                    "Lists problems, newest first. Lists only open ones unless state or status says otherwise. All"
                            + " conditions given must hold.",
                    "open (default): everything that is not resolved, closed or cancelled; finished; all. Without"
                            + " effect when a status is given",
                    null,
                    List.of("created_time", "due_by_time", "title", "priority", "status"),
                    TITLE,
                    STATUS,
                    PRIORITY,
                    CATEGORY,
                    GROUP,
                    TECHNICIAN)
            .get(
                    "Shows one problem with description, analysis, people and times. Long texts are cut and say so.",
                    TITLE,
                    DESCRIPTION,
                    Section.of("standing", "Where it stands", STATUS, PRIORITY, URGENCY, IMPACT, KNOWN_ERROR),
                    Section.of("classification", "What it concerns", CATEGORY, SUBCATEGORY, ITEM),
                    Section.of("parties", "Who has to do with it", REPORTER, TECHNICIAN, GROUP, SITE),
                    Section.of(
                            "times",
                            "When things happened or are due, ISO 8601 with offset",
                            Field.CREATED,
                            Field.moment("reported_time", "When it was reported"),
                            DUE,
                            Field.moment("closed_time", "When it was closed")),
                    Section.of(
                            "analysis",
                            "Content written by users, as Markdown: what was found out",
                            ROOT_CAUSE,
                            SYMPTOMS,
                            IMPACT_DETAILS,
                            WORKAROUND,
                            RESOLUTION),
                    CLOSURE_COMMENTS.as("What was said when it was closed"),
                    ATTACHMENTS,
                    ADDITIONAL)
            .create(
                    "Creates a problem and returns its number. Names are taken in any case. It is safe to repeat a call:"
                            + " the same arguments, or the same idempotency_key, give the problem that was made before"
                            + " (already_created).",
                    TITLE.as("What it is about, one line").asRequired(),
                    DESCRIPTION.as("The whole story, in Markdown or plain text"),
                    REPORTER.as("Who reported it: e-mail address, name or id. Default: the account of this server"),
                    TECHNICIAN.as("Who should work on it: name, e-mail address or id"),
                    GROUP,
                    SITE,
                    PRIORITY,
                    URGENCY,
                    IMPACT,
                    CATEGORY,
                    SUBCATEGORY,
                    ITEM,
                    DUE,
                    ADDITIONAL)
            .update(
                    "Changes the given fields of a problem and leaves all others as they are: its analysis, its status,"
                            + " who works on it. To close it use close_problem.",
                    TITLE.as("New title"),
                    DESCRIPTION.as("New description, in Markdown or plain text; replaces the old one"),
                    STATUS.as("New status; to close use close_problem"),
                    TECHNICIAN.as("Who should work on it: name, e-mail address or id"),
                    GROUP,
                    PRIORITY,
                    URGENCY,
                    IMPACT,
                    CATEGORY,
                    SUBCATEGORY,
                    ITEM,
                    DUE,
                    ROOT_CAUSE,
                    SYMPTOMS,
                    IMPACT_DETAILS,
                    WORKAROUND,
                    RESOLUTION,
                    KNOWN_ERROR,
                    ADDITIONAL)
            .outcome(TITLE, STATUS, PRIORITY, TECHNICIAN, GROUP, DUE)
            .action(Action.closing(
                    "close", true, "Closes a problem and checks that it is closed.", CLOSURE_COMMENTS, CLOSURE_CODE))
            .action(Action.pickingUp("problem"))
            .part(Parts.notes())
            .part(Parts.tasks())
            .part(Parts.worklogs())
            .build();

    private Problems() {}
}
