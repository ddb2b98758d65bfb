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
import dev.sdpmcp.desk.text.ContentHtml;
import dev.sdpmcp.desk.text.WrittenMarkdown;
import dev.sdpmcp.desk.write.CreateOnce.Made;
import dev.sdpmcp.desk.write.CreationKey;
import dev.sdpmcp.desk.write.WritePlan;
import dev.sdpmcp.desk.write.WritePlan.Operation;
import dev.sdpmcp.desk.write.WriteResult;
import dev.sdpmcp.text.Excerpt;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.Capability;
import dev.sdpmcp.tool.Description;
import dev.sdpmcp.tool.LongText;
import dev.sdpmcp.tool.McpTool;
import dev.sdpmcp.tool.PlannedChange;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.upstream.ResourceType.Entity;
import dev.sdpmcp.upstream.UpstreamFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * E-mails to the requester. Unless {@code send} is true an e-mail is stored as a draft of the request, or only shown where the
 * site has no drafts. Thread-safe.
 */
@ApplicationScoped
public class ReplyTools implements Capability {

    /** Characters of the text in a result: the caller wrote it. */
    private static final int MAX_SHOWN = 8_000;

    private static final String HOW_TO_SEND =
            "To send it, show it to the user first, then call the tool again with the same arguments and send: true";

    private final ModuleContext context;

    @Inject
    public ReplyTools(ModuleContext context) {
        this.context = context;
    }

    /** For the client proxy of the container. */
    @SuppressWarnings("NullAway")
    protected ReplyTools() {
        this.context = null;
    }

    /** Arguments of {@code reply_to_requester} and {@code send_first_response}. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record ReplyArguments(
            @Description("Number such as 1042 or #1042, or internal id") @NotBlank @Size(max = 40)
            String requestId,

            @Description("The text, in Markdown") @NotBlank @LongText
            String message,

            @Description("E-mail addresses. Default: the requester") @Size(max = 20) @Nullable
            List<@Size(max = 320) String> to,

            @Description("E-mail addresses. Default: nobody") @Size(max = 20) @Nullable
            List<@Size(max = 320) String> cc,

            @Description("Default: that of the request") @Size(max = 200) @Nullable
            String subject,

            @Description("Send it now. Default false: a draft") @Nullable
            Boolean send,

            @Description("Send it in spite of warnings") @Nullable
            Boolean despiteWarnings) {}

    /** Result of {@code reply_to_requester} and {@code send_first_response}. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ReplyOutcome(
            @Description("What was done") String done,
            @Description("Internal id of the request") String id,

            @Description("Whether it was sent; missing if that is unknown") @Nullable
            Boolean sent,

            @Description("Internal id of the e-mail") @Nullable
            String mailId,

            @Description("Internal id of the draft") @Nullable
            String draftId,

            @Description("Recipients") List<String> to,
            @Description("Recipients of a copy") List<String> cc,
            @Description("Subject") String subject,

            @Description("The text that would be sent, as Markdown") @Nullable
            String message,

            @Description("What the outbound check found; look at each") @Nullable
            List<String> warnings,

            @Description("How to go on") @Nullable String next,

            @Description("True if it cannot be found out whether it was done; look before repeating it") @Nullable
            Boolean indeterminate) {}

    @McpTool(
            name = "reply_to_requester",
            toolset = "conversations",
            entityType = "request",
            title = "Reply to requester",
            description = "Writes an e-mail to the requester of a request (ticket). Makes a draft unless send is true."
                    + " Warnings name what looks internal or secret.",
            scopes = {"SDPOnDemand.requests.CREATE", "SDPOnDemand.requests.READ"})
    public PlannedChange<ReplyOutcome> reply(ReplyArguments given, CallContext call) {
        return ToolFailures.planning(
                () -> planned("reply_to_requester", records().read(given.requestId()), given, call));
    }

    @McpTool(
            name = "send_first_response",
            toolset = "conversations",
            entityType = "request",
            title = "Send first response",
            description =
                    "Like reply_to_requester, but only while a request (ticket) has no response yet. Makes a draft"
                            + " unless send is true.",
            scopes = {"SDPOnDemand.requests.CREATE", "SDPOnDemand.requests.READ"})
    public PlannedChange<ReplyOutcome> firstResponse(ReplyArguments given, CallContext call) {
        return ToolFailures.planning(() -> {
            ObjectNode request = records().read(given.requestId());
            String responded = context.zone().moment(request, "responded_time");
            if (responded != null) {
                throw new ToolFailure("Nothing was done. The request had its first response at " + responded
                        + "; use reply_to_requester.");
            }
            return planned("send_first_response", request, given, call);
        });
    }

    private PlannedChange<ReplyOutcome> planned(
            String tool, ObjectNode request, ReplyArguments given, CallContext call) {
        OutboundMail mail = OutboundMail.about(request, given.message(), given.to(), given.cc(), given.subject());
        Entity entity = records().entityOf(request);
        if (!Boolean.TRUE.equals(given.send())) {
            WritePlan draft = plan(tool, entity, "draft", mail.fields(), call);
            return PlannedChange.of(
                    () -> preview("draft stored, nothing sent", entity, mail, given.message()),
                    () -> drafted(draft, entity, mail, given.message()));
        }
        refuseWarnings(mail.findings(), given.despiteWarnings(), "Nothing was sent.");
        WritePlan reply = plan(tool, entity, "notification", mail.fields().put("type", "reply"), call);
        ObjectNode content =
                reply.fields().deepCopy().put("request", entity.id().digits());
        CreationKey key = CreationKey.of("notification", call.caller().keyName(), null, content);
        return PlannedChange.of(
                () -> preview("e-mail sent", entity, mail, given.message()),
                () -> sent(reply, key, entity, mail, given.message()));
    }

    private static ReplyOutcome preview(String done, Entity request, OutboundMail mail, String message) {
        String planned = WriteOutcomes.notDone(WrittenMarkdown.describe(done, message));
        return outcome(planned, request, mail, false, null, null, shown(mail), null);
    }

    private static String shown(OutboundMail mail) {
        return Excerpt.of(ContentHtml.toMarkdown(mail.html()), MAX_SHOWN, "… (cut; the e-mail has all of it)");
    }

    /** @throws ToolFailure if there are findings that the caller did not accept */
    static void refuseWarnings(List<String> findings, @Nullable Boolean accepted, String nothing) {
        if (!findings.isEmpty() && !Boolean.TRUE.equals(accepted)) {
            throw new ToolFailure(nothing + " The outbound check found: " + String.join(" ", findings)
                    + " Correct that, or ask the user and call again with despite_warnings: true.");
        }
    }

    private static WritePlan plan(String tool, Entity request, String key, ObjectNode fields, CallContext call) {
        return new WritePlan(
                Requests.REQUESTS.recordType(),
                request,
                new Operation.AddPart(request.part(key, key + "s"), "description", "get_request_conversation"),
                fields,
                null,
                WriteTools.doer(tool, call));
    }

    /** Sends it, unless a call with the same arguments did so in the last minutes. */
    private ReplyOutcome sent(WritePlan plan, CreationKey key, Entity request, OutboundMail mail, String message) {
        try {
            Made made = context.writes().addOnce(plan, key, unknown(request, mail));
            WriteResult now = made.made();
            String done = now == null
                    ? "nothing: an earlier call sent the same e-mail"
                    : now.describe(WrittenMarkdown.describe("e-mail sent", message)) + missing(now.entity(), mail);
            return outcome(done, request, mail, true, made.id(), null, null, null);
        } catch (ToolFailure failed) {
            throw notHere(failed)
                    ? new ToolFailure(
                            "Nothing was sent: this site takes no e-mails through its API. A technician can send it in"
                                    + " ServiceDesk Plus.",
                            failed)
                    : failed;
        }
    }

    /** Recipients of a copy that were sent and are not in the answer. */
    private static String missing(JsonNode sent, OutboundMail mail) {
        List<String> stored = OutboundMail.addresses(sent, "cc");
        List<String> missing = mail.cc().stream()
                .filter(address -> sent.path("cc").isArray() && stored.stream().noneMatch(address::equalsIgnoreCase))
                .toList();
        return missing.isEmpty() ? "" : "; ServiceDesk Plus shows no copy to " + String.join(", ", missing);
    }

    private ReplyOutcome drafted(WritePlan plan, Entity request, OutboundMail mail, String message) {
        String text = shown(mail);
        try {
            WriteResult stored = context.writes().execute(plan, unknown(request, mail));
            String done = stored.describe(WrittenMarkdown.describe("draft stored, nothing sent", message));
            String next = HOW_TO_SEND + "; the draft stays. Or a technician sends the draft in ServiceDesk Plus.";
            return outcome(done, request, mail, false, null, Fields.text(stored.entity(), "id"), text, next);
        } catch (UpstreamFailure.Unauthorised | ToolFailure failed) {
            if (!notHere(failed)) {
                throw failed;
            }
            String done = WrittenMarkdown.describe("e-mail prepared, nothing stored or sent", message);
            return outcome(done, request, mail, false, null, null, text, HOW_TO_SEND + ".");
        }
    }

    /** The request was read a moment ago, so that what is not found is the collection below it. */
    private static boolean notHere(RuntimeException failed) {
        return failed.getCause() instanceof UpstreamFailure.NotFound
                || (failed instanceof UpstreamFailure.Unauthorised refused && !refused.isAboutToken());
    }

    private static ReplyOutcome outcome(
            String done,
            Entity request,
            OutboundMail mail,
            boolean sent,
            @Nullable String mailId,
            @Nullable String draftId,
            @Nullable String text,
            @Nullable String next) {
        List<String> warnings = mail.findings().isEmpty() ? null : mail.findings();
        return new ReplyOutcome(
                done,
                request.id().digits(),
                sent,
                mailId,
                draftId,
                mail.to(),
                mail.cc(),
                mail.subject(),
                text,
                warnings,
                next,
                null);
    }

    private static ObjectNode unknown(Entity request, OutboundMail mail) {
        ObjectNode unknown = JsonNodeFactory.instance
                .objectNode()
                .put("done", "unknown")
                .put("id", request.id().digits())
                .put("subject", mail.subject())
                .put("indeterminate", true);
        mail.to().forEach(unknown.putArray("to")::add);
        mail.cc().forEach(unknown.putArray("cc")::add);
        return unknown;
    }

    private Records records() {
        return context.records(Requests.REQUESTS);
    }
}
