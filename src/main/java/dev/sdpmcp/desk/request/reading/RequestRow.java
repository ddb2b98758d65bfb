package dev.sdpmcp.desk.request.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.tool.Description;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request in a list. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record RequestRow(
        @Description("Number that people use; give it as request_id to other tools") @Nullable
        String displayId,

        @Description("Internal id; works as request_id too") @Nullable
        String id,

        @Description("Content written by users: what it is about") @Nullable
        String subject,

        @Description("Status") @Nullable String status,
        @Description("Priority") @Nullable String priority,
        @Description("Who asks for help") @Nullable String requester,

        @Description("Who works on it; missing if nobody does") @Nullable
        String technician,

        @Description("Support group") @Nullable String group,

        @Description("When it was made, ISO 8601 in UTC") @Nullable
        String createdTime,

        @Description("When it should be done, ISO 8601 in UTC") @Nullable
        String dueByTime) {

    /** What must be asked for so that a row can be made and views can be checked. */
    static final List<String> FIELDS = List.of(
            "display_id",
            "subject",
            "status",
            "priority",
            "requester",
            "technician",
            "group",
            "created_time",
            "due_by_time",
            "is_overdue");

    static RequestRow of(JsonNode request) {
        return new RequestRow(
                Fields.text(request, "display_id"),
                Fields.text(request, "id"),
                Fields.text(request, "subject"),
                Fields.name(request, "status"),
                Fields.name(request, "priority"),
                Fields.name(request, "requester"),
                Fields.name(request, "technician"),
                Fields.name(request, "group"),
                Fields.moment(request, "created_time"),
                Fields.moment(request, "due_by_time"));
    }
}
