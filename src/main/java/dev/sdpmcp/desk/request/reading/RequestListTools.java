package dev.sdpmcp.desk.request.reading;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.sdpmcp.desk.Paging;
import dev.sdpmcp.desk.TimeArgument;
import dev.sdpmcp.desk.ToolFailures;
import dev.sdpmcp.desk.metadata.Metadata;
import dev.sdpmcp.desk.people.People;
import dev.sdpmcp.desk.request.reading.RequestQuery.Order;
import dev.sdpmcp.desk.request.reading.RequestQuery.Period;
import dev.sdpmcp.desk.request.reading.RequestQuery.RequestTraits;
import dev.sdpmcp.tool.Capability;
import dev.sdpmcp.tool.Description;
import dev.sdpmcp.tool.Effect;
import dev.sdpmcp.tool.McpTool;
import dev.sdpmcp.upstream.HelpDesk;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The tools that list and search requests. */
@ApplicationScoped
public class RequestListTools implements Capability {

    private final RequestSearch search;

    @Inject
    public RequestListTools(HelpDesk helpDesk, Metadata metadata, People people) {
        this.search = new RequestSearch(helpDesk, metadata, people);
    }

    /** For the client proxy of the container. */
    @SuppressWarnings("NullAway")
    protected RequestListTools() {
        this.search = null;
    }

    /** Arguments of {@code list_requests}. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Listing(
            @Description("open (default): everything that is not resolved, closed or cancelled; finished; all. Without"
                    + " effect when a status or filter is given")
            @Nullable
            RequestState state,

            @Description("Only this status, such as \"On Hold\"") @Size(max = 100) @Nullable
            String status,

            @Description("Only this priority, such as \"High\"") @Size(max = 100) @Nullable
            String priority,

            @Description("Only this category") @Size(max = 100) @Nullable
            String category,

            @Description("Only this support group") @Size(max = 100) @Nullable
            String group,

            @Description("Only of this technician: name, e-mail address or id; \"none\" for unassigned ones")
            @Size(max = 250)
            @Nullable
            String technician,

            @Description("Only of this requester: name, e-mail address or id") @Size(max = 250) @Nullable
            String requester,

            @Description("A saved view of ServiceDesk Plus. \"My\" means the technician whom this server works as")
            @Nullable
            RequestView filter,

            @Description("Sort by this. Default created_time") @Nullable
            RequestOrder sortBy,

            @Description("Smallest or oldest first. Default false") @Nullable
            Boolean ascending,

            @Description("Page to show, from 1. Default 1") @Min(1) @Max(Paging.LAST_PAGE) @Nullable
            Integer page,

            @Description("Requests on a page. Default 20") @Min(1) @Max(Paging.LARGEST_SIZE) @Nullable
            Integer pageSize) {}

    @McpTool(
            name = "list_requests",
            toolset = "requests",
            title = "List requests",
            description = "Lists requests (tickets), newest first. Lists only open ones unless state, status or filter"
                    + " says otherwise. All conditions given must hold. To look for words use search_requests, for one"
                    + " ticket get_request.",
            effect = Effect.READ)
    public RequestList listRequests(Listing wanted) {
        RequestState usual = wanted.status() == null && wanted.filter() == null ? RequestState.OPEN : RequestState.ALL;
        RequestState state =
                usual == RequestState.OPEN ? Objects.requireNonNullElse(wanted.state(), usual) : RequestState.ALL;
        RequestTraits traits = new RequestTraits(
                wanted.status(),
                wanted.priority(),
                wanted.category(),
                wanted.group(),
                wanted.technician(),
                wanted.requester());
        Order order = new Order(
                Objects.requireNonNullElse(wanted.sortBy(), RequestOrder.CREATED_TIME),
                Boolean.TRUE.equals(wanted.ascending()));
        RequestQuery query = new RequestQuery(
                null,
                wanted.filter(),
                state,
                traits,
                new Period(null, null),
                order,
                Paging.of(wanted.page(), wanted.pageSize()));
        return ToolFailures.translating(() -> search.find(query));
    }

    /** Arguments of {@code search_requests}. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Searching(
            @Description("Words that must all be in the subject or the description; \"put phrases in quotes\"")
            @NotBlank
            @Size(max = 250)
            String query,

            @Description("all (default), open or finished") @Nullable
            RequestState state,

            @Description("Only this status") @Size(max = 100) @Nullable
            String status,

            @Description("Only this priority") @Size(max = 100) @Nullable
            String priority,

            @Description("Only of this technician: name, e-mail address or id; \"none\" for unassigned ones")
            @Size(max = 250)
            @Nullable
            String technician,

            @Description("Only of this requester: name, e-mail address or id") @Size(max = 250) @Nullable
            String requester,

            @Description("Only made at or after this: a date such as 2026-11-22 or a time in ISO 8601")
            @Size(max = 40)
            @Nullable
            String createdAfter,

            @Description("Only made before this: a date such as 2026-11-22 or a time in ISO 8601")
            @Size(max = 40)
            @Nullable
            String createdBefore,

            @Description("Page to show, from 1. Default 1") @Min(1) @Max(Paging.LAST_PAGE) @Nullable
            Integer page,

            @Description("Requests on a page. Default 20") @Min(1) @Max(Paging.LARGEST_SIZE) @Nullable
            Integer pageSize) {}

    @McpTool(
            name = "search_requests",
            toolset = "requests",
            title = "Search requests",
            description = "Searches subjects and descriptions of requests (tickets) for words, newest first. Searches"
                    + " finished ones too unless state is open: earlier cases often hold the answer.",
            effect = Effect.READ)
    public RequestList searchRequests(Searching wanted) {
        RequestTraits traits = new RequestTraits(
                wanted.status(), wanted.priority(), null, null, wanted.technician(), wanted.requester());
        RequestQuery query = new RequestQuery(
                wanted.query(),
                null,
                Objects.requireNonNullElse(wanted.state(), RequestState.ALL),
                traits,
                new Period(
                        TimeArgument.of("created_after", wanted.createdAfter()),
                        TimeArgument.of("created_before", wanted.createdBefore())),
                new Order(RequestOrder.CREATED_TIME, false),
                Paging.of(wanted.page(), wanted.pageSize()));
        return ToolFailures.translating(() -> search.find(query));
    }
}
