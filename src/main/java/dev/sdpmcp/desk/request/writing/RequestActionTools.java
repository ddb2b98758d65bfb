package dev.sdpmcp.desk.request.writing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.desk.ToolFailures;
import dev.sdpmcp.desk.metadata.Metadata;
import dev.sdpmcp.desk.metadata.MetadataKind;
import dev.sdpmcp.desk.people.People;
import dev.sdpmcp.desk.request.Requests;
import dev.sdpmcp.desk.text.WrittenMarkdown;
import dev.sdpmcp.history.ChangeHistory;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.Capability;
import dev.sdpmcp.tool.Description;
import dev.sdpmcp.tool.Effect;
import dev.sdpmcp.tool.LongText;
import dev.sdpmcp.tool.McpTool;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.ResourceType.Entity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** The tools that do something to a request: assign it, close it, add a note. */
@ApplicationScoped
public class RequestActionTools implements Capability {

    private final People people;
    private final RequestWrites writes;
    private final RequestClosing closing;

    @Inject
    public RequestActionTools(
            HelpDesk helpDesk, Metadata metadata, People people, Requests requests, ChangeHistory history) {
        this.people = people;
        this.writes = new RequestWrites(helpDesk, metadata, people, requests, history);
        this.closing = new RequestClosing(helpDesk, metadata, writes);
    }

    /** For the client proxy of the container. */
    @SuppressWarnings("NullAway")
    protected RequestActionTools() {
        this(null, null, null, null, null);
    }

    /** Arguments of {@code assign_request}. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Assignment(
            @Description("Number such as 1042 or #1042, or internal id") @NotBlank @Size(max = 40)
            String requestId,

            @Description("Who should work on it: name, e-mail address or id. Default, where no group is given either:"
                    + " the default technician of this server")
            @Size(max = 250)
            @Nullable
            String technician,

            @Description("Support group that should work on it") @Size(max = 100) @Nullable
            String group) {}

    @McpTool(
            name = "assign_request",
            toolset = "requests",
            title = "Assign request",
            description =
                    "Gives a request (ticket) to a technician, a support group, or both. Replaces who had it. Some"
                            + " sites want the technician to belong to the group.",
            effect = Effect.DESTRUCTIVE,
            idempotent = true)
    public RequestOutcome assignRequest(Assignment wanted, CallContext context) {
        return ToolFailures.translating(() -> {
            String technician = wanted.technician() == null && wanted.group() == null
                    ? people.defaultTechnician()
                            .orElseThrow(() -> new ToolFailure("Give a technician or a group; this server has no"
                                    + " default technician (SDP_DEFAULT_TECHNICIAN_EMAIL)."))
                    : wanted.technician();
            RequestDraft draft =
                    writes.draft().named(MetadataKind.GROUPS, wanted.group()).technician(technician);
            WriteResult assigned = writes.update(
                    writes.requests().named(wanted.requestId()),
                    draft.fields(),
                    RequestWrites.doer("assign_request", context));
            return RequestOutcome.of(assigned.told("assigned"), assigned.entity());
        });
    }

    /** Arguments of {@code close_request}. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Closing(
            @Description("Number such as 1042 or #1042, or internal id") @NotBlank @Size(max = 40)
            String requestId,

            @Description("How it was solved, in Markdown or plain text; replaces what is there. Many sites demand it")
            @LongText
            @Nullable
            String resolution,

            @Description("A remark on closing it") @Size(max = 250) @Nullable
            String closureComments,

            @Description("Closure code. Default: Success where the site has it") @Size(max = 100) @Nullable
            String closureCode,

            @Description("Whether the requester agrees that it is solved") @Nullable
            Boolean requesterAckResolution) {}

    @McpTool(
            name = "close_request",
            toolset = "requests",
            title = "Close request",
            description =
                    "Closes a request (ticket): sets the resolution if one is given, closes it, and checks that it"
                            + " is closed. If the closure rules of the site are not met, the answer names what is missing and"
                            + " the request stays open.",
            effect = Effect.DESTRUCTIVE,
            idempotent = true)
    public RequestOutcome closeRequest(Closing wanted, CallContext context) {
        RequestClosing.Closure closure = new RequestClosing.Closure(
                wanted.resolution(), wanted.closureComments(), wanted.closureCode(), wanted.requesterAckResolution());
        return ToolFailures.translating(
                () -> closing.close(wanted.requestId(), closure, RequestWrites.doer("close_request", context)));
    }

    /** Arguments of {@code add_note}. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Note(
            @Description("Number such as 1042 or #1042, or internal id") @NotBlank @Size(max = 40)
            String requestId,

            @Description("The note, in Markdown or plain text") @NotBlank @LongText
            String text,

            @Description("Whether the requester can see it. Default false: only technicians") @Nullable
            Boolean showToRequester,

            @Description("Whether the technician of the request gets a mail. Default false") @Nullable
            Boolean notifyTechnician) {}

    @McpTool(
            name = "add_note",
            toolset = "requests",
            title = "Add note",
            description = "Adds a note to a request (ticket). Private unless show_to_requester is true. A note does not"
                    + " send a mail to the requester.")
    public NoteOutcome addNote(Note wanted) {
        return ToolFailures.translating(() -> {
            Entity request = writes.requests().named(wanted.requestId());
            boolean shown = Boolean.TRUE.equals(wanted.showToRequester());
            ObjectNode note = JsonNodeFactory.instance
                    .objectNode()
                    .put("description", WrittenMarkdown.toHtml(wanted.text()))
                    .put("show_to_requester", shown)
                    .put("notify_technician", Boolean.TRUE.equals(wanted.notifyTechnician()));
            WriteResult added = writes.addNote(request, note);
            JsonNode made = added.entity();
            return new NoteOutcome(
                    added.told("note added"),
                    Fields.text(made, "id"),
                    request.id().digits(),
                    made.has("show_to_requester") ? Fields.flag(made, "show_to_requester") : shown,
                    null);
        });
    }
}
