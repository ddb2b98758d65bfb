package dev.sdpmcp.desk.request.reading;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.sdpmcp.tool.Description;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code get_request_conversation} answers. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ConversationPage(
        @Description("How many entries are in this answer") int returned,

        @Description("How many there are in all; missing if that is unknown") @Nullable
        Integer total,

        @Description("Whether there are older entries") boolean hasMore,

        @Description("Give this as \"page\" to get older entries; missing if there are none") @Nullable
        Integer nextPage,

        @Description("The entries, newest first") List<ConversationEntry> entries,

        @Description("What to know about this list") @Nullable
        String note) {

    public ConversationPage {
        entries = List.copyOf(entries);
    }
}
