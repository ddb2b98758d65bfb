package dev.sdpmcp.desk.request.writing;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.ToolFailures;
import dev.sdpmcp.desk.metadata.Metadata;
import dev.sdpmcp.desk.metadata.MetadataKind;
import dev.sdpmcp.desk.people.People;
import dev.sdpmcp.desk.request.Requests;
import dev.sdpmcp.desk.request.idempotency.CreationLedger;
import dev.sdpmcp.history.ChangeHistory;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.Capability;
import dev.sdpmcp.tool.Description;
import dev.sdpmcp.tool.Effect;
import dev.sdpmcp.tool.LongText;
import dev.sdpmcp.tool.McpTool;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.UpstreamFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tools that make and change requests. */
@ApplicationScoped
public class RequestChangeTools implements Capability {

    private static final Logger LOG = System.getLogger(RequestChangeTools.class.getName());

    private final RequestWrites writes;
    private final CreateOnce once;

    @Inject
    public RequestChangeTools(
            HelpDesk helpDesk,
            Metadata metadata,
            People people,
            Requests requests,
            ChangeHistory history,
            CreationLedger ledger) {
        this.writes = new RequestWrites(helpDesk, metadata, people, requests, history);
        this.once = new CreateOnce(writes, ledger);
    }

    /** For the client proxy of the container. */
    @SuppressWarnings("NullAway")
    protected RequestChangeTools() {
        this.writes = null;
        this.once = null;
    }

    /** Arguments of {@code create_request}. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record NewRequest(
            @Description("What it is about, one line") @NotBlank @Size(max = 250)
            String subject,

            @Description("The whole story, in Markdown or plain text") @LongText @Nullable
            String description,

            @Description("Who asks for help: e-mail address, name or id of a known person. Default: the account of this"
                    + " server")
            @Size(max = 250)
            @Nullable
            String requester,

            @Description("Who should work on it: name, e-mail address or id") @Size(max = 250) @Nullable
            String technician,

            @Description("Support group") @Size(max = 100) @Nullable
            String group,

            @Description("Site") @Size(max = 100) @Nullable String site,

            @Description("Priority, such as \"High\"") @Size(max = 100) @Nullable
            String priority,

            @Description("Urgency") @Size(max = 100) @Nullable
            String urgency,

            @Description("Impact") @Size(max = 100) @Nullable
            String impact,

            @Description("Support level") @Size(max = 100) @Nullable
            String level,

            @Description("How it came in, such as \"Phone Call\"") @Size(max = 100) @Nullable
            String mode,

            @Description("Request type, such as \"Incident\"") @Size(max = 100) @Nullable
            String requestType,

            @Description("Category") @Size(max = 100) @Nullable
            String category,

            @Description("Subcategory; must belong to the category") @Size(max = 100) @Nullable
            String subcategory,

            @Description("Item; must belong to the subcategory") @Size(max = 100) @Nullable
            String item,

            @Description("Template; decides which fields are mandatory") @Size(max = 100) @Nullable
            String template,

            @Description("Status at the beginning. Default: Open") @Size(max = 100) @Nullable
            String status,

            @Description("When it should be done: a date or a time in ISO 8601") @Size(max = 40) @Nullable
            String dueByTime,

            @Description("Additional fields of this site by name, such as txt_cost_centre") @Size(max = 50) @Nullable
            Map<String, String> udfFields,

            @Description("Any text that stands for this one ticket: calls with the same key make one ticket within 24"
                    + " hours. Default: the arguments themselves stand for it, for 10 minutes")
            @Size(min = 1, max = 200)
            @Nullable
            String idempotencyKey) {}

    @McpTool(
            name = "create_request",
            toolset = "requests",
            title = "Create request",
            description = "Creates a request (ticket) and returns its number. Names are taken in any case. Which fields"
                    + " are mandatory differs from site to site: if one is missing, the answer names it and the values"
                    + " it takes, and nothing was created. It is safe to repeat a call: the same arguments, or the same"
                    + " idempotency_key, give the ticket that was made before (already_created).")
    public RequestOutcome createRequest(NewRequest wanted, CallContext context) {
        return ToolFailures.translating(() -> {
            ObjectNode fields = writes.draft()
                    .text("subject", wanted.subject())
                    .markdown("description", wanted.description())
                    .requester(wanted.requester())
                    .technician(wanted.technician())
                    .named(MetadataKind.GROUPS, wanted.group())
                    .named(MetadataKind.SITES, wanted.site())
                    .named(MetadataKind.PRIORITIES, wanted.priority())
                    .named(MetadataKind.URGENCIES, wanted.urgency())
                    .named(MetadataKind.IMPACTS, wanted.impact())
                    .named(MetadataKind.LEVELS, wanted.level())
                    .named(MetadataKind.MODES, wanted.mode())
                    .named(MetadataKind.REQUEST_TYPES, wanted.requestType())
                    .classified(wanted.category(), wanted.subcategory(), wanted.item())
                    .named(MetadataKind.TEMPLATES, wanted.template())
                    .named(MetadataKind.STATUSES, wanted.status())
                    .moment("due_by_time", wanted.dueByTime())
                    .additional(wanted.udfFields())
                    .fields();
            CreationKey key = CreationKey.of(context.caller().keyName(), wanted.idempotencyKey(), fields);
            CreateOnce.Ticket ticket = once.create(key, fields);
            return ticket.made() == null
                    ? madeEarlier(ticket.id(), key)
                    : RequestOutcome.of(
                            ticket.made().told("created"), ticket.made().entity());
        });
    }

    private RequestOutcome madeEarlier(String id, CreationKey key) {
        String done = "nothing: an earlier call with the same " + (key.given() ? "idempotency_key" : "arguments")
                + " made this ticket" + (key.given() ? "" : "; give an idempotency_key to make another one like it");
        try {
            return RequestOutcome.of(done, writes.requests().read(id)).madeEarlier();
        } catch (UpstreamFailure | Requests.Unknown unseen) {
            LOG.log(Level.DEBUG, "a ticket made earlier cannot be shown: {0}", unseen.getMessage());
            return RequestOutcome.of(done, JsonNodeFactory.instance.objectNode().put("id", id))
                    .madeEarlier();
        }
    }

    /** Arguments of {@code update_request}. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Changes(
            @Description("Number such as 1042 or #1042, or internal id") @NotBlank @Size(max = 40)
            String requestId,

            @Description("New subject") @Size(min = 1, max = 250) @Nullable
            String subject,

            @Description("New description, in Markdown or plain text; replaces the old one") @LongText @Nullable
            String description,

            @Description("New status, such as \"On Hold\"; to close use close_request") @Size(max = 100) @Nullable
            String status,

            @Description("Why the status changes; some sites demand it") @Size(max = 250) @Nullable
            String statusChangeComments,

            @Description("How it was solved, in Markdown or plain text; replaces the old text") @LongText @Nullable
            String resolution,

            @Description("New requester: e-mail address, name or id") @Size(max = 250) @Nullable
            String requester,

            @Description("New priority") @Size(max = 100) @Nullable
            String priority,

            @Description("New urgency") @Size(max = 100) @Nullable
            String urgency,

            @Description("New impact") @Size(max = 100) @Nullable
            String impact,

            @Description("New support level") @Size(max = 100) @Nullable
            String level,

            @Description("New mode") @Size(max = 100) @Nullable
            String mode,

            @Description("New request type") @Size(max = 100) @Nullable
            String requestType,

            @Description("New category") @Size(max = 100) @Nullable
            String category,

            @Description("New subcategory") @Size(max = 100) @Nullable
            String subcategory,

            @Description("New item") @Size(max = 100) @Nullable
            String item,

            @Description("New site") @Size(max = 100) @Nullable
            String site,

            @Description("New due time: a date or a time in ISO 8601") @Size(max = 40) @Nullable
            String dueByTime,

            @Description("Additional fields of this site by name; an empty text clears one") @Size(max = 50) @Nullable
            Map<String, String> udfFields) {}

    @McpTool(
            name = "update_request",
            toolset = "requests",
            title = "Update request",
            description = "Changes the given fields of a request (ticket) and leaves all others as they are. To give it"
                    + " to a technician or group use assign_request, to close it close_request. Closed requests may have"
                    + " to be reopened first (status Open).",
            effect = Effect.DESTRUCTIVE,
            idempotent = true)
    public RequestOutcome updateRequest(Changes wanted, CallContext context) {
        return ToolFailures.translating(() -> {
            RequestDraft draft = writes.draft()
                    .text("subject", wanted.subject())
                    .markdown("description", wanted.description())
                    .named(MetadataKind.STATUSES, wanted.status())
                    .text("status_change_comments", wanted.statusChangeComments())
                    .requester(wanted.requester())
                    .named(MetadataKind.PRIORITIES, wanted.priority())
                    .named(MetadataKind.URGENCIES, wanted.urgency())
                    .named(MetadataKind.IMPACTS, wanted.impact())
                    .named(MetadataKind.LEVELS, wanted.level())
                    .named(MetadataKind.MODES, wanted.mode())
                    .named(MetadataKind.REQUEST_TYPES, wanted.requestType())
                    .classified(wanted.category(), wanted.subcategory(), wanted.item())
                    .named(MetadataKind.SITES, wanted.site())
                    .moment("due_by_time", wanted.dueByTime())
                    .additional(wanted.udfFields())
                    .resolution(wanted.resolution());
            if (draft.fields().isEmpty()) {
                throw new ToolFailure("Nothing to change was given. Give at least one field besides request_id.");
            }
            WriteResult updated = writes.update(
                    writes.requests().named(wanted.requestId()),
                    draft.fields(),
                    RequestWrites.doer("update_request", context));
            return RequestOutcome.of(updated.told("updated"), updated.entity());
        });
    }
}
