package dev.sdpmcp.desk.metadata;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of one kind, as they were a while ago.
 *
 * @param complete whether these are all; false if there are more than we read, or the site does not tell
 * @param problem why the site does not tell, null if it does
 */
public record MetadataList(
        ReferenceKind kind,
        List<MetadataValue> values,
        boolean complete,
        @Nullable String problem,
        Instant readAt) {

    public MetadataList {
        values = List.copyOf(values);
    }

    public List<String> names() {
        return values.stream().map(MetadataValue::name).distinct().toList();
    }

    /** The names that belong to the parent, all names without one. */
    public List<String> namesIn(@Nullable String parent) {
        return values.stream()
                .filter(value -> parent == null
                        || value.belongsTo() == null
                        || value.belongsTo().equalsIgnoreCase(parent))
                .map(MetadataValue::name)
                .distinct()
                .toList();
    }
}
