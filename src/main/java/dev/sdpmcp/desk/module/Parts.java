package dev.sdpmcp.desk.module;

import static dev.sdpmcp.desk.module.CommonFields.DESCRIPTION;
import static dev.sdpmcp.desk.module.CommonFields.END;
import static dev.sdpmcp.desk.module.CommonFields.GROUP;
import static dev.sdpmcp.desk.module.CommonFields.PRIORITY;
import static dev.sdpmcp.desk.module.CommonFields.START;

import dev.sdpmcp.desk.module.engine.DescribedField;
import dev.sdpmcp.desk.module.engine.Field;
import dev.sdpmcp.desk.module.engine.SubResource;

/** The collections below records that several modules have: notes, tasks and worklogs. */
final class Parts {

    private static final Field TITLE =
            Field.text("title", "Content written by users: what is to be done").asMandatory();
    private static final Field OWNER = Field.technician("owner", "Technician who does it");
    private static final Field CREATED_BY =
            Field.requester("created_by", "Who made it").asReadOnly();
    private static final Field STATUS = Field.shown("status", "Status");
    private static final Field TIME_SPENT = Field.duration("time_spent", "Minutes of work");
    private static final Field STARTED = Field.moment("start_time", "When the work began");

    private Parts() {}

    /** @param key of one note in the API */
    static SubResource notes(String key) {
        return SubResource.of("note", key)
                .rows(DESCRIPTION, CREATED_BY, Field.CREATED)
                .takes(DESCRIPTION.as("The note, in Markdown or plain text").asRequired());
    }

    /** @param more fields that the tasks of a module need beside the usual ones */
    static SubResource tasks(DescribedField... more) {
        return SubResource.of("task", "task")
                .rows(TITLE, STATUS, OWNER, GROUP, START, END, Field.CREATED)
                .takes(
                        TITLE.as("What is to be done, one line").asRequired(),
                        DESCRIPTION.as("The details, in Markdown or plain text"),
                        OWNER,
                        GROUP,
                        PRIORITY,
                        START,
                        END)
                .takes(more);
    }

    /** Time that was spent. */
    static SubResource worklogs() {
        return SubResource.of("worklog", "worklog")
                .rows(OWNER.as("Technician who did the work"), TIME_SPENT, DESCRIPTION, STARTED, Field.CREATED)
                .takes(
                        OWNER.as("Technician who did the work: name, e-mail address or id")
                                .asRequired(),
                        TIME_SPENT.asRequired(),
                        DESCRIPTION.as("What was done, in Markdown or plain text"),
                        STARTED);
    }
}
