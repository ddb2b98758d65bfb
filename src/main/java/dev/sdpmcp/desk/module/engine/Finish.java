package dev.sdpmcp.desk.module.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.desk.Fields;
import java.util.List;

/**
 * A state that a lookup of a record shows: that work on it is over, or that it is approved.
 *
 * @param field the lookup that says so
 * @param names its values that mean so on every site, in American or British spelling
 * @param fromSite whether the site's reference data of the lookup says it too ({@code in_progress})
 */
public record Finish(Field field, List<String> names, boolean fromSite) {

    public Finish {
        names = List.copyOf(names);
    }

    /** Whether a record is so, by what it says of the lookup itself. */
    boolean isReached(JsonNode record) {
        JsonNode inProgress = record.path(field.path()).path("in_progress");
        String name = Fields.name(record, field.path());
        return (inProgress.isBoolean() && !inProgress.asBoolean()) || (name != null && has(name));
    }

    /** Whether a value of the lookup means so on every site. */
    boolean has(String name) {
        return names.stream()
                .anyMatch(one -> one.equalsIgnoreCase(name)
                        || one.equalsIgnoreCase(name.replaceFirst("(?i)canceled", "Cancelled")));
    }
}
