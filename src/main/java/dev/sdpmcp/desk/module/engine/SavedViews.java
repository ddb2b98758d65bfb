package dev.sdpmcp.desk.module.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * The saved views of a module, which {@code filter_by} names. Some return records that do not belong there, so that each
 * row is checked. Thread-safe.
 */
public interface SavedViews {

    /** For the model: the description of the argument {@code filter}. */
    String description();

    /** The fields beyond those of a row that the check needs. */
    List<String> fields();

    /** The names, as the API has them. */
    List<String> names();

    /**
     * Whether a record belongs into a view.
     *
     * @param finished whether work on the record is over
     * @param self e-mail address of the technician that "my" means, if it is known
     */
    boolean holds(String view, JsonNode row, boolean finished, Optional<String> self);

    /** What could not be checked, as a sentence without its full stop. */
    Optional<String> caveat(String view, Optional<String> self);
}
