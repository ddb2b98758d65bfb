package dev.sdpmcp.desk.people;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.sdpmcp.desk.Cursor;
import dev.sdpmcp.desk.Paging;
import dev.sdpmcp.desk.ToolFailures;
import dev.sdpmcp.tool.Capability;
import dev.sdpmcp.tool.CuttableResult;
import dev.sdpmcp.tool.Description;
import dev.sdpmcp.tool.Effect;
import dev.sdpmcp.tool.McpTool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** The tools that look for technicians. */
@ApplicationScoped
public class TechnicianTools implements Capability {

    private final Technicians technicians;

    @Inject
    public TechnicianTools(Technicians technicians) {
        this.technicians = technicians;
    }

    /** For the client proxy of the container. */
    @SuppressWarnings("NullAway")
    protected TechnicianTools() {
        this(null);
    }

    /** Arguments of {@code list_technicians}. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record WhichPage(
            @Description(Cursor.ARGUMENT) @Size(max = Cursor.MAX_LENGTH) @Nullable
            String cursor,

            @Description("Page to show, from 1. Default 1") @Min(1) @Max(Paging.MAX_PAGE) @Nullable
            Integer page,

            @Description("Technicians in an answer at most. Default 20") @Min(1) @Max(Paging.MAX_SIZE) @Nullable
            Integer pageSize) {}

    @McpTool(
            name = "list_technicians",
            toolset = "people",
            title = "List technicians",
            description =
                    "Lists the technicians of the help desk with their e-mail addresses, page by page. To find one"
                            + " person use find_technician. May be up to 15 minutes old.",
            effect = Effect.READ)
    public CuttableResult<TechnicianList> listTechnicians(WhichPage which) {
        TechnicianRoll roll = ToolFailures.translating(technicians::all);
        Paging paging = Paging.of(which.page(), which.pageSize());
        return TechnicianPage.of(roll, roll.technicians(), which.cursor(), paging, "");
    }

    /** Arguments of {@code find_technician}. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Wanted(
            @Description("Name or part of it, e-mail address, or id") @NotBlank @Size(max = 250)
            String query,

            @Description(Cursor.ARGUMENT) @Size(max = Cursor.MAX_LENGTH) @Nullable
            String cursor,

            @Description("Page to show, from 1. Default 1") @Min(1) @Max(Paging.MAX_PAGE) @Nullable
            Integer page) {}

    @McpTool(
            name = "find_technician",
            toolset = "people",
            title = "Find technician",
            description = "Finds technicians by name (parts in any order and case), e-mail address or id. An empty list"
                    + " means that nobody fits. Other tools take technicians by name too and say so when a name is"
                    + " ambiguous.",
            effect = Effect.READ)
    public CuttableResult<TechnicianList> findTechnician(Wanted wanted) {
        TechnicianRoll roll = ToolFailures.translating(technicians::all);
        Paging paging = Paging.of(wanted.page(), null);
        return TechnicianPage.of(
                roll, technicians.meantBy(PersonText.of(wanted.query())), wanted.cursor(), paging, wanted.query());
    }
}
