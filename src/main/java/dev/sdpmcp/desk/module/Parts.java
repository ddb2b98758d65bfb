package dev.sdpmcp.desk.module;

import static dev.sdpmcp.desk.module.CommonFields.DESCRIPTION;
import static dev.sdpmcp.desk.module.CommonFields.END;
import static dev.sdpmcp.desk.module.CommonFields.GROUP;
import static dev.sdpmcp.desk.module.CommonFields.PRIORITY;
import static dev.sdpmcp.desk.module.CommonFields.START;

import dev.sdpmcp.desk.module.engine.Field;
import dev.sdpmcp.desk.module.engine.SubResource;

/** The collections below records that several modules have: notes, tasks and worklogs. */
final class Parts {

    private static final Field NOTE = Field.html("description", "The note").asMandatory();
    private static final Field SHOWN = Field.flag("show_to_requester", "Whether the requester can see it");
    private static final Field TITLE =
            Field.text("title", "Content written by users: what is to be done").asMandatory();
    private static final Field OWNER = Field.technician("owner", "Technician who does it");
    private static final Field CREATED_BY =
            Field.requester("created_by", "Who made it").asReadOnly();
    private static final Field STATUS =
            Field.lookup("status", "Status", ReferenceKinds.TASK_STATUSES).asMandatory();
    private static final Field COMPLETION = Field.number("percentage_completion", "How much is done, 0 to 100");
    private static final Field WORKER =
            Field.technician("owner", "Technician who did the work").asMandatory();
    private static final Field TIME_SPENT = Field.duration("time_spent", "Minutes of work");
    private static final Field STARTED = Field.moment("start_time", "When the work began");

    private Parts() {}

    /** Notes of records other than requests. */
    static SubResource notes() {
        return notesWithKey("note");
    }

    /** Notes of requests, which a tool by hand adds. */
    static SubResource requestNotes() {
        return notesWithKey("request_note").changes(SHOWN).byHand();
    }

    private static SubResource notesWithKey(String key) {
        return SubResource.of("note", key, Toolsets.CONVERSATIONS)
                .rows(DESCRIPTION, CREATED_BY, Field.CREATED)
                .takes(NOTE.as("The note, in Markdown or plain text").asRequired())
                .changes(NOTE.as("New text, in Markdown or plain text; replaces the old one"));
    }

    /** Tasks. */
    static SubResource tasks() {
        return SubResource.of("task", "task", Toolsets.TASKS)
                .rows(TITLE, STATUS, OWNER, GROUP, START, END, Field.CREATED)
                .takes(
                        TITLE.as("What is to be done, one line").asRequired(),
                        DESCRIPTION.as("The details, in Markdown or plain text"),
                        OWNER,
                        GROUP,
                        PRIORITY,
                        START,
                        END)
                .changes(
                        TITLE.as("New title"),
                        DESCRIPTION.as("New details, in Markdown or plain text; replaces the old ones"),
                        STATUS.as("New status, such as \"In Progress\"; \"Closed\" closes the task"),
                        COMPLETION,
                        OWNER,
                        GROUP,
                        PRIORITY,
                        START,
                        END);
    }

    /** Tasks of records that pass stages: each belongs to one. */
    static SubResource tasks(Field stage) {
        return tasks().takes(stage.as("Stage that the task belongs to").asRequired())
                .changes(stage.asMandatory());
    }

    /** Time that was spent. */
    static SubResource worklogs() {
        return SubResource.of("worklog", "worklog", Toolsets.WORKLOGS)
                .rows(WORKER, TIME_SPENT, DESCRIPTION, STARTED, Field.CREATED)
                .takes(
                        WORKER.asRequired(),
                        TIME_SPENT.asRequired(),
                        DESCRIPTION.as("What was done, in Markdown or plain text"),
                        STARTED)
                .changes(
                        WORKER,
                        TIME_SPENT,
                        DESCRIPTION.as("What was done, in Markdown or plain text; replaces the old text"),
                        STARTED.as(
                                "When the work began; ServiceDesk Plus may compute the time spent again unless time_spent"
                                        + " is given too"));
    }
}
