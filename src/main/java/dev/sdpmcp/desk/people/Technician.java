package dev.sdpmcp.desk.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.tool.Description;
import org.jspecify.annotations.Nullable;

/** Somebody who works on requests. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Technician(
        @Description("Internal id") String id,
        @Description("Full name") String name,

        @Description("E-mail address, the surest way to name a technician to another tool") @Nullable
        String emailId,

        @Description("What the technician does") @Nullable String jobTitle,

        @Description("Where the technician belongs") @Nullable
        String department) {

    /** @return null if the row does not say who it is */
    static @Nullable Technician in(JsonNode row) {
        String id = Fields.text(row, "id");
        String name = Fields.text(row, "name");
        if (id == null || name == null) {
            return null;
        }
        String job = Fields.text(row, "job_title");
        return new Technician(
                id,
                name,
                Fields.text(row, "email_id"),
                job == null ? Fields.text(row, "jobtitle") : job,
                Fields.name(row, "department"));
    }
}
