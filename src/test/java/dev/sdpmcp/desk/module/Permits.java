package dev.sdpmcp.desk.module;

import static dev.sdpmcp.desk.module.engine.ModuleDescription.arg;
import static dev.sdpmcp.desk.module.engine.ModuleDescription.column;

import dev.sdpmcp.desk.module.engine.Action;
import dev.sdpmcp.desk.module.engine.Deletion;
import dev.sdpmcp.desk.module.engine.Field;
import dev.sdpmcp.desk.module.engine.ModuleDescription;
import dev.sdpmcp.desk.module.engine.Toolset;
import java.util.List;

/** Parking permits, a module that ServiceDesk Plus does not have: the first of the two files of a new module. */
final class Permits {

    private static final Toolset TOOLSET = Toolset.of("custommodule", "parking permits", true, "permit", "permits");
    private static final Field PLATE =
            Field.text("plate", "Number plate of the car").asMandatory();
    private static final Field DESCRIPTION = Field.html("description", "Content written by users, as Markdown");
    private static final Field GARAGE = Field.choice("garage", "Garage", "North", "South");
    private static final Field HOLDER = Field.requester("holder", "Holder of the permit");
    private static final Field SITE = Field.lookup("site", "Site", ReferenceKinds.SITES);
    private static final Field STATUS = Field.lookup("status", "Status", ReferenceKinds.STATUSES);
    private static final Field SPACES = Field.number("spaces", "Number of parking spaces");
    private static final Field ELECTRIC = Field.flag("electric", "Whether the car needs a charger");
    private static final Field VALID_UNTIL = Field.moment("valid_until", "End of the permit");
    private static final Field REMARK = Field.text("closing_remark", "A remark on closing it");

    static final ModuleDescription PERMITS = ModuleDescription.module("permit", "permits", TOOLSET)
            .numbered("PP-")
            .finishedWhenSiteSays(STATUS, "Closed", "Resolved", "Cancelled")
            .rows(
                    column(Field.DISPLAY_ID, "Number that people use; give it as permit_id to other tools"),
                    column(Field.ID),
                    column(PLATE),
                    column(STATUS),
                    column(SITE),
                    column(VALID_UNTIL))
            .list(
                    "Lists parking permits, newest first.",
                    "open (default), finished or all",
                    null,
                    List.of("created_time", "valid_until", "plate"),
                    arg(Field.text("plate", "Plate"), "Only with these characters in the plate"),
                    arg(SITE, "Only at this site"),
                    arg(STATUS, "Only this status"))
            .get(
                    "Shows one parking permit.",
                    column(Field.DISPLAY_ID),
                    column(Field.ID),
                    column(PLATE),
                    column(DESCRIPTION),
                    column(GARAGE),
                    column(HOLDER),
                    column(SITE),
                    column(STATUS),
                    column(SPACES),
                    column(ELECTRIC),
                    column(VALID_UNTIL),
                    column(REMARK))
            .create(
                    "Creates a parking permit and returns its number.",
                    arg(PLATE).required(),
                    arg(DESCRIPTION),
                    arg(GARAGE),
                    arg(HOLDER, "Holder: e-mail address, name or id"),
                    arg(SITE),
                    arg(SPACES),
                    arg(ELECTRIC),
                    arg(VALID_UNTIL, "End of the permit: a date or a time in ISO 8601"))
            .update(
                    "Changes the given fields of a parking permit.",
                    arg(PLATE),
                    arg(DESCRIPTION),
                    arg(GARAGE),
                    arg(HOLDER),
                    arg(SITE),
                    arg(SPACES),
                    arg(ELECTRIC),
                    arg(VALID_UNTIL))
            .outcome(column(PLATE), column(STATUS), column(SITE))
            .action(Action.closing("close", true, "Closes a parking permit.", arg(REMARK)))
            .part(Parts.notes("note"))
            .deletion(Deletion.PERMANENT)
            .build();

    private Permits() {}
}
