package dev.sdpmcp.desk.people;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.sdpmcp.desk.Paging;
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

        @Description("Give this as \"page\" to get more; missing if there is no more") @Nullable
        Integer nextPage,

        @Description("The technicians") List<Technician> technicians,

        @Description("What to know about this list") @Nullable
        String note) {

    public TechnicianList {
        technicians = List.copyOf(technicians);
    }

    static TechnicianList page(TechnicianRoll roll, List<Technician> all, Paging paging) {
        int from = Math.min(paging.startIndex() - 1, all.size());
        int to = Math.min(from + paging.size(), all.size());
        boolean more = to < all.size();
        return new TechnicianList(
                to - from,
                roll.complete() ? Integer.valueOf(all.size()) : null,
                more,
                paging.next(more),
                all.subList(from, to),
                roll.note());
    }
}
