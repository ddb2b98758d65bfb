package dev.sdpmcp.desk.module;

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
            .rows(PLATE, STATUS, SITE, VALID_UNTIL)
            .list(
                    "Lists parking permits, newest first.",
                    "open (default), finished or all",
                    null,
                    List.of("created_time", "valid_until", "plate"),
                    PLATE,
                    SITE,
                    STATUS)
            .get(
                    "Shows one parking permit.",
                    PLATE,
                    DESCRIPTION,
                    GARAGE,
                    HOLDER,
                    SITE,
                    STATUS,
                    SPACES,
                    ELECTRIC,
                    VALID_UNTIL,
                    REMARK)
            .create(
                    "Creates a parking permit and returns its number.",
                    PLATE.asRequired(),
                    DESCRIPTION,
                    GARAGE,
                    HOLDER,
                    SITE,
                    SPACES,
                    ELECTRIC,
                    VALID_UNTIL)
            .update(
                    "Changes the given fields of a parking permit.",
                    PLATE,
                    DESCRIPTION,
                    GARAGE,
                    HOLDER,
                    SITE,
                    SPACES,
                    ELECTRIC,
                    VALID_UNTIL)
            .outcome(PLATE, STATUS, SITE)
            .action(Action.closing("close", true, "Closes a parking permit.", REMARK))
            .part(Parts.notes())
            .deletion(Deletion.PERMANENT)
            .build();

    private Permits() {}
}
