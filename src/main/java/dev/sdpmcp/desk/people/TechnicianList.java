package dev.sdpmcp.desk.people;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.sdpmcp.desk.Cursor;
import dev.sdpmcp.tool.Description;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the tools about technicians answer. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record TechnicianList(
        @Description("How many technicians are in this answer")
        int returned,

        @Description("How many there are in all; missing if that is unknown") @Nullable
        Integer total,

        @Description("Whether there are more after these") boolean hasMore,

        @Description(Cursor.RESULT + ", or if page was given") @Nullable
        String next,

        @Description("The technicians") List<Technician> technicians,

        @Description("What to know about this list") @Nullable
        String note) {

    public TechnicianList {
        technicians = List.copyOf(technicians);
    }
}
