package dev.sdpmcp.desk.people;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All technicians that we could learn of.
 *
 * @param complete whether there can be others
 * @param note where the list comes from, if not from the list of technicians itself
 */
record TechnicianRoll(
        List<Technician> technicians,
        boolean complete,
        @Nullable String note) {
    TechnicianRoll {
        technicians = List.copyOf(technicians);
    }
}
