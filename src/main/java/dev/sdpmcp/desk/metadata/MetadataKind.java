package dev.sdpmcp.desk.metadata;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.sdpmcp.upstream.ResourceType;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The kinds of reference data that tools take by name. */
public enum MetadataKind {
    PRIORITIES("priority"),
    STATUSES("status"),
    CATEGORIES("category"),
    SUBCATEGORIES("subcategory"),
    ITEMS("item"),
    URGENCIES("urgency"),
    IMPACTS("impact"),
    LEVELS("level"),
    MODES("mode"),
    REQUEST_TYPES("request_type"),
    CLOSURE_CODES("closure_code"),
    GROUPS("group"),
    SITES("site"),
    TEMPLATES("template", "request_template");

    /** Where sites do not let anybody list them; what every site has at first. */
    private static final List<String> USUAL_STATUSES =
            List.of("Open", "On Hold", "In Progress", "Assigned", "Resolved", "Closed", "Cancelled");

    private final String field;
    private final String singular;

    MetadataKind(String field) {
        this(field, field);
    }

    MetadataKind(String field, String singular) {
        this.field = field;
        this.singular = singular;
    }

    /** The field of a request that takes such a name. */
    public String field() {
        return field;
    }

    /** The kind whose names a field of a request takes; null if the field is of another sort. */
    public static @Nullable MetadataKind ofField(String field) {
        for (MetadataKind kind : values()) {
            if (kind.field.equals(field)) {
                return kind;
            }
        }
        return null;
    }

    /** Where to ask, in this order: not every site has each of them. */
    List<ResourceType> collections() {
        ResourceType usual = setup(singular, this == TEMPLATES ? "request_templates" : wireName());
        return this == GROUPS ? List.of(usual, setup("support_group", "support_groups")) : List.of(usual);
    }

    private static ResourceType setup(String singular, String plural) {
        return ResourceType.atRoot(singular, plural, "setup");
    }

    /** To go on with where the site does not tell; empty if there is nothing that all sites share. */
    List<String> usualNames() {
        return this == STATUSES ? USUAL_STATUSES : List.of();
    }

    /** The field of a row that names what it belongs to; null if it stands for itself. */
    public @Nullable String parentField() {
        return switch (this) {
            case SUBCATEGORIES -> "category";
            case ITEMS -> "subcategory";
            default -> null;
        };
    }

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
