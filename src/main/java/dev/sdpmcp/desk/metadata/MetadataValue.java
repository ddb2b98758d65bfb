package dev.sdpmcp.desk.metadata;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.sdpmcp.tool.Description;
import org.jspecify.annotations.Nullable;

/** One value of reference data. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record MetadataValue(
        @Description("The name; give it as it stands here wherever a tool takes such a name")
        String name,

        @Description("For a subcategory its category, for an item its subcategory") @Nullable
        String belongsTo,

        @Description("For a status: whether work on the request goes on. false means finished") @Nullable
        Boolean inProgress) {}
