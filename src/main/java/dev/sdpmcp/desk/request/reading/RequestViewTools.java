package dev.sdpmcp.desk.request.reading;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.sdpmcp.desk.Paging;
import dev.sdpmcp.desk.ToolFailures;
import dev.sdpmcp.desk.request.Requests;
import dev.sdpmcp.tool.CallContext;
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

/** The tools that show one request. */
@ApplicationScoped
public class RequestViewTools implements Capability {

    private static final int USUAL_CHARACTERS = 8_000;
    private static final int USUAL_ENTRY_CHARACTERS = 3_000;

    /** Of one text, so that one answer stays far below what clients accept. */
    private static final int MOST_CHARACTERS = 40_000;

    private static final int USUAL_ENTRIES = 10;
    private static final int MOST_ENTRIES = 20;

    private final Requests requests;
    private final Conversations conversations;

    @Inject
    public RequestViewTools(HelpDesk helpDesk, Requests requests) {
        this.requests = requests;
        this.conversations = new Conversations(helpDesk);
    }

    /** For the client proxy of the container. */
    @SuppressWarnings("NullAway")
    protected RequestViewTools() {
        this(null, null);
    }

    /** Arguments of {@code get_request}. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Wanted(
            @Description("Number such as 1042 or #1042, or internal id") @NotBlank @Size(max = 40)
            String requestId,

            @Description("Show earlier mails that are quoted in the description. Default false") @Nullable
            Boolean includeQuoted,

            @Description("Cut the description and the resolution after so many characters. Default 8000")
            @Min(200)
            @Max(MOST_CHARACTERS)
            @Nullable
            Integer maxCharacters) {}

    @McpTool(
            name = "get_request",
            toolset = "requests",
            title = "Get request",
            description =
                    "Shows one request (ticket) with description, people, times, resolution and additional fields."
                            + " What was said about it since is in get_request_conversation. Long texts are cut and say so.",
            effect = Effect.READ)
    public RequestDetails getRequest(Wanted wanted) {
        int most = Objects.requireNonNullElse(wanted.maxCharacters(), USUAL_CHARACTERS);
        boolean withQuotes = Boolean.TRUE.equals(wanted.includeQuoted());
        return ToolFailures.translating(() -> RequestReader.details(requests.read(wanted.requestId()), most, withQuotes));
    }

    /** Arguments of {@code get_request_conversation}. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record WantedConversation(
            @Description("Number such as 1042 or #1042, or internal id") @NotBlank @Size(max = 40)
            String requestId,

            @Description("Page to show, from 1. Default 1") @Min(1) @Max(Paging.LAST_PAGE) @Nullable
            Integer page,

            @Description("Entries on a page. Default 10") @Min(1) @Max(MOST_ENTRIES) @Nullable
            Integer pageSize,

            @Description("Show earlier mails that are quoted in an entry. Default false") @Nullable
            Boolean includeQuoted,

            @Description("Cut each text after so many characters. Default 3000")
            @Min(200)
            @Max(MOST_CHARACTERS)
            @Nullable
            Integer maxCharacters) {}

    @McpTool(
            name = "get_request_conversation",
            toolset = "requests",
            title = "Get conversation of a request",
            description = "Shows the notes and mails of one request (ticket) with their texts, newest first. Each entry"
                    + " costs a call to ServiceDesk Plus, so ask for no more than you need.",
            effect = Effect.READ)
    public ConversationPage getRequestConversation(WantedConversation wanted, CallContext context) {
        Paging paging = Paging.of(wanted.page(), Objects.requireNonNullElse(wanted.pageSize(), USUAL_ENTRIES));
        Conversations.Shown shown = new Conversations.Shown(
                Objects.requireNonNullElse(wanted.maxCharacters(), USUAL_ENTRY_CHARACTERS),
                Boolean.TRUE.equals(wanted.includeQuoted()));
        return ToolFailures.translating(() -> {
            // read first: where there is no such request, the list of its conversations would not say so
            var request = Requests.REQUESTS.entity(requests.idOf(requests.read(wanted.requestId())));
            return conversations.read(request, paging, shown, context);
        });
    }
}
