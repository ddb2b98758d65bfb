package dev.sdpmcp.desk.tickets;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.desk.ToolFailures;
import dev.sdpmcp.desk.module.Requests;
import dev.sdpmcp.desk.module.engine.ModuleContext;
import dev.sdpmcp.desk.module.engine.Records;
import dev.sdpmcp.desk.module.engine.WriteOutcomes;
import dev.sdpmcp.desk.module.engine.WriteTools;
import dev.sdpmcp.desk.text.WrittenMarkdown;
import dev.sdpmcp.desk.write.WritePlan;
import dev.sdpmcp.desk.write.WritePlan.Operation;
import dev.sdpmcp.desk.write.WriteResult;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.Capability;
import dev.sdpmcp.tool.Description;
import dev.sdpmcp.tool.LongText;
import dev.sdpmcp.tool.McpTool;
import dev.sdpmcp.tool.PlannedChange;
import dev.sdpmcp.upstream.ResourceType.Entity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notes of a request: private ones, and ones that the requester can see, which pass the {@link OutboundCheck}. Thread-safe. */
@ApplicationScoped
public class NoteTools implements Capability {

    private final ModuleContext context;

    @Inject
    public NoteTools(ModuleContext context) {
        this.context = context;
    }

    /** For the client proxy of the container. */
    @SuppressWarnings("NullAway")
    protected NoteTools() {
        this.context = null;
    }

    /** Arguments of {@code add_note}. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record NoteArguments(
            @Description("Number such as 1042 or #1042, or internal id") @NotBlank @Size(max = 40)
            String requestId,

            @Description("The note, in Markdown or plain text") @NotBlank @LongText
            String text,

            @Description("Whether the requester can see it. Default false: only technicians") @Nullable
            Boolean showToRequester,

            @Description("Whether the technician of the request gets a mail. Default false") @Nullable
            Boolean notifyTechnician,

            @Description("Show it in spite of warnings") @Nullable
            Boolean despiteWarnings) {}

    /** Arguments of {@code add_private_note}. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record PrivateNoteArguments(
            @Description("Number such as 1042 or #1042, or internal id") @NotBlank @Size(max = 40)
            String requestId,

            @Description("The note, in Markdown") @NotBlank @LongText
            String message,

            @Description("Whether the technician of the request gets a mail. Default false") @Nullable
            Boolean notifyTechnician) {}

    /** Result of {@code add_note} and {@code add_private_note}. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record NoteOutcome(
            @Description("What was done") String done,

            @Description("Internal id of the note") @Nullable
            String noteId,

            @Description("Internal id of the request") String id,

            @Description("Whether the requester can see the note")
            boolean shownToRequester,

            @Description("What the outbound check found") @Nullable
            List<String> warnings,

            @Description("True if it cannot be found out whether it was done; look before repeating it") @Nullable
            Boolean indeterminate) {}

    /**
     * A note that is ready to be added.
     *
     * @param findings of the {@link OutboundCheck}; empty for a private one
     */
    private record Note(String argument, String text, boolean shown, boolean notifies, List<String> findings) {

        @Nullable
        List<String> warnings() {
            return findings.isEmpty() ? null : findings;
        }

        ObjectNode fields() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("description", WrittenMarkdown.withContent(argument, text))
                    .put("show_to_requester", shown)
                    .put("notify_technician", notifies);
        }
    }

    @McpTool(
            name = "add_note",
            toolset = "conversations",
            entityType = "request",
            title = "Add note",
            description = "Adds a note to a request (ticket). Private unless show_to_requester is true. A note does not"
                    + " send a mail to the requester.",
            scopes = "SDPOnDemand.requests.CREATE")
    public PlannedChange<NoteOutcome> addNote(NoteArguments given, CallContext call) {
        boolean shown = Boolean.TRUE.equals(given.showToRequester());
        boolean notifies = Boolean.TRUE.equals(given.notifyTechnician());
        return ToolFailures.planning(() -> {
            if (!shown) {
                Note note = new Note("text", given.text(), false, notifies, List.of());
                return planned("add_note", records().named(given.requestId()), note, call);
            }
            ObjectNode request = records().read(given.requestId());
            String html = WrittenMarkdown.withContent("text", given.text());
            List<String> findings = OutboundMail.findings(request, given.text(), html);
            ReplyTools.refuseWarnings(findings, given.despiteWarnings(), "No note was added.");
            Note note = new Note("text", given.text(), true, notifies, findings);
            return planned("add_note", records().entityOf(request), note, call);
        });
    }

    @McpTool(
            name = "add_private_note",
            toolset = "conversations",
            entityType = "request",
            title = "Add private note",
            description = "Adds a note to a request (ticket) that only technicians can see.",
            scopes = "SDPOnDemand.requests.CREATE")
    public PlannedChange<NoteOutcome> addPrivateNote(PrivateNoteArguments given, CallContext call) {
        boolean notifies = Boolean.TRUE.equals(given.notifyTechnician());
        return ToolFailures.planning(() -> planned(
                "add_private_note",
                records().named(given.requestId()),
                new Note("message", given.message(), false, notifies, List.of()),
                call));
    }

    private PlannedChange<NoteOutcome> planned(String tool, Entity request, Note note, CallContext call) {
        WritePlan plan = new WritePlan(
                Requests.REQUESTS.recordType(),
                request,
                new Operation.AddPart(request.part("request_note", "notes"), "description", "get_request_conversation"),
                note.fields(),
                null,
                WriteTools.doer(tool, call));
        String id = request.id().digits();
        String done = WrittenMarkdown.describe("note added", note.text());
        return PlannedChange.of(
                () -> new NoteOutcome(WriteOutcomes.notDone(done), null, id, note.shown(), note.warnings(), null),
                () -> added(plan, id, note, done));
    }

    private NoteOutcome added(WritePlan plan, String id, Note note, String planned) {
        ObjectNode unknown = JsonNodeFactory.instance
                .objectNode()
                .put("done", "unknown")
                .put("id", id)
                .put("shown_to_requester", note.shown())
                .put("indeterminate", true);
        WriteResult added = context.writes().execute(plan, unknown);
        JsonNode made = added.entity();
        boolean shown = made.has("show_to_requester") ? Fields.flag(made, "show_to_requester") : note.shown();
        String done = added.describe(planned);
        return new NoteOutcome(
                shown && !note.shown() ? done + ", but ServiceDesk Plus shows it to the requester" : done,
                Fields.text(made, "id"),
                id,
                shown,
                note.warnings(),
                null);
    }

    private Records records() {
        return context.records(Requests.REQUESTS);
    }
}
