package dev.sdpmcp.desk.request.writing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.tool.Description;
import org.jspecify.annotations.Nullable;

/** What a tool answers that changed a request: how the request stands now. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record RequestOutcome(
        @Description("What was done") String done,
        @Description("Number that people use") @Nullable String displayId,
        @Description("Internal id") @Nullable String id,

        @Description("Content written by users: what it is about") @Nullable
        String subject,

        @Description("Status now") @Nullable String status,
        @Description("Priority now") @Nullable String priority,

        @Description("Technician now; missing if there is none") @Nullable
        String technician,

        @Description("Support group now") @Nullable String group,

        @Description("True if it was not made by this call but by an earlier one with the same key or arguments")
        @Nullable
        Boolean alreadyCreated,

        @Description("True if it cannot be found out whether it was done; look before repeating it") @Nullable
        Boolean indeterminate) {

    static final RequestOutcome UNKNOWN =
            new RequestOutcome("unknown", null, null, null, null, null, null, null, null, true);

    static RequestOutcome of(String done, JsonNode request) {
        return new RequestOutcome(
                done,
                Fields.text(request, "display_id"),
                Fields.text(request, "id"),
                Fields.text(request, "subject"),
                Fields.name(request, "status"),
                Fields.name(request, "priority"),
                Fields.name(request, "technician"),
                Fields.name(request, "group"),
                null,
                null);
    }

    /** Of a request that was changed and could not be read afterwards; how it stands now is left out. */
    static RequestOutcome unread(String done, JsonNode before) {
        return new RequestOutcome(
                done,
                Fields.text(before, "display_id"),
                Fields.text(before, "id"),
                Fields.text(before, "subject"),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** The same for one that was there before. */
    RequestOutcome madeEarlier() {
        return new RequestOutcome(
                done, displayId, id, subject, status, priority, technician, group, true, indeterminate);
    }
}
