package dev.sdpmcp.desk.request.writing;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.sdpmcp.tool.Description;
import org.jspecify.annotations.Nullable;

/** What {@code add_note} answers. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record NoteOutcome(
        @Description("What was done") String done,
        @Description("Internal id of the note") @Nullable String noteId,
        @Description("Internal id of the request") String id,

        @Description("Whether the requester can see the note")
        boolean shownToRequester,

        @Description("True if it cannot be found out whether it was done; look before repeating it") @Nullable
        Boolean indeterminate) {

    /** Of a note that may be there or not. */
    static NoteOutcome unknown(String requestId, boolean shown) {
        return new NoteOutcome("unknown", null, requestId, shown, true);
    }
}
