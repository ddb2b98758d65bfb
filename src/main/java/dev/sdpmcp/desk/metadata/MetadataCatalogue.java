package dev.sdpmcp.desk.metadata;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.sdpmcp.tool.Description;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code get_metadata} answers. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record MetadataCatalogue(
        @Description("One entry for each kind asked for") List<Entry> kinds) {

    public MetadataCatalogue {
        kinds = List.copyOf(kinds);
    }

    /** The values of one kind. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Entry(
            @Description("Which kind") MetadataKind kind,
            @Description("How many values are shown") int returned,

            @Description("How many there are in all; missing if that is unknown") @Nullable
            Integer total,

            @Description("Whether there are more than are shown")
            boolean hasMore,

            @Description("How long ago they were read from ServiceDesk Plus")
            long ageSeconds,

            @Description("The values") List<MetadataValue> values,

            @Description("What to know about these values") @Nullable
            String note) {

        public Entry {
            values = List.copyOf(values);
        }
    }
}
