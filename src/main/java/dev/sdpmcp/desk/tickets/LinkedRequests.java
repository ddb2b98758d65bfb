package dev.sdpmcp.desk.tickets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.desk.ToolFailures;
import dev.sdpmcp.desk.module.Requests;
import dev.sdpmcp.desk.module.engine.ModuleContext;
import dev.sdpmcp.text.Excerpt;
import dev.sdpmcp.tool.Capability;
import dev.sdpmcp.tool.CuttableResult;
import dev.sdpmcp.tool.Description;
import dev.sdpmcp.tool.Effect;
import dev.sdpmcp.tool.McpTool;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.ListQuery;
import dev.sdpmcp.upstream.Page;
import dev.sdpmcp.upstream.ResourceType.Entity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tool that shows which requests are linked to one. Thread-safe. */
@ApplicationScoped
public class LinkedRequests implements Capability {

    /** Key of the links of a request in the API, and the last segment of their path. */
    static final String LINKS = "link_requests";

    /** Key of the other request in a link. */
    static final String LINKED = "linked_request";

    private static final int MAX_TEXT = 250;

    private final ModuleContext context;

    @Inject
    public LinkedRequests(ModuleContext context) {
        this.context = context;
    }

    /** For the client proxy of the container. */
    @SuppressWarnings("NullAway")
    protected LinkedRequests() {
        this.context = null;
    }

    /** The links of a request, at most {@value ListQuery#MAX_ROWS}. */
    static Page of(Entity request, HelpDesk helpDesk) {
        return helpDesk.list(request.part("link_request", LINKS), ListQuery.first(ListQuery.MAX_ROWS));
    }

    /** The internal id of the other request in a link. */
    static String idOf(JsonNode link) {
        return String.valueOf(Fields.text(link.path(LINKED), "id"));
    }

    /** Arguments of {@code list_linked_requests}. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record LinkArguments(
            @Description("Number such as 1042 or #1042, or internal id") @NotBlank @Size(max = 40)
            String requestId) {}

    /** A request that is linked to another. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Link(
            @Description("Number that people use") @Nullable String displayId,

            @Description("Internal id") String id,

            @Description("Content written by users: what it is about") @Nullable
            String subject,

            @Description("Content written by users: how it has to do with the request") @Nullable
            String comments) {

        static Link of(JsonNode row) {
            JsonNode request = row.path(LINKED);
            return new Link(
                    Fields.displayId(request),
                    idOf(row),
                    cut(Fields.text(request, "subject")),
                    cut(Fields.text(row, "comments")));
        }

        private static @Nullable String cut(@Nullable String text) {
            return text == null ? null : Excerpt.start(text, MAX_TEXT);
        }
    }

    /** The links of a request. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Links(
            @Description("The requests that are linked to it")
            List<Link> requests,

            @Description("Whether there are more") boolean hasMore) {}

    /** The same, cut between links. */
    private record LinksResult(List<Link> links, boolean more) implements CuttableResult<Links> {

        @Override
        public int size() {
            return links.size();
        }

        @Override
        public int leastSize() {
            return Math.min(1, links.size());
        }

        @Override
        public Links ofSize(int size) {
            return new Links(links.subList(0, size), more || size < links.size());
        }
    }

    @McpTool(
            name = "list_linked_requests",
            toolset = "requests",
            entityType = "request",
            title = "List linked requests",
            description = "Lists the requests (tickets) that are linked to one.",
            effect = Effect.READ,
            scopes = "SDPOnDemand.requests.READ")
    public CuttableResult<Links> listLinkedRequests(LinkArguments given) {
        return ToolFailures.translating(() -> {
            Entity request = context.records(Requests.REQUESTS).named(given.requestId());
            Page page = of(request, context.helpDesk());
            return new LinksResult(page.rows().stream().map(Link::of).toList(), page.hasMore());
        });
    }
}
