package dev.sdpmcp.desk.metadata;

import org.jspecify.annotations.Nullable;

/**
 * One value of reference data.
 *
 * @param belongsTo the category of a subcategory, the subcategory of an item; null for others
 * @param inProgress of a status: whether work goes on; null if the site does not report it
 */
public record MetadataValue(
        String name, @Nullable String belongsTo, @Nullable Boolean inProgress) {}
