package dev.sdpmcp.desk.request.writing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.desk.NameMatch;
import dev.sdpmcp.desk.metadata.Metadata;
import dev.sdpmcp.desk.metadata.MetadataKind;
import dev.sdpmcp.desk.request.Requests;
import dev.sdpmcp.desk.request.Statuses;
import dev.sdpmcp.history.Change.Doer;
import dev.sdpmcp.tool.FailureCause;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.ResourceType.Entity;
import dev.sdpmcp.upstream.UpstreamFailure;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Closes requests in the order that works on every site: first the resolution, then the closure with its comments, then a
 * look whether it is closed. A warning of ServiceDesk Plus means that it is not. Thread-safe.
 */
final class RequestClosing {

    private static final String USUAL_CLOSURE_CODE = "Success";
    private static final String SAVED = "The resolution was saved.";

    /** What the model can do about a field that the closure rules want. */
    private static final Map<String, String> MENDS = Map.of(
            "resolution", "give resolution",
            "closure_comments", "give closure_comments",
            "closure_code", "give closure_code",
            "technician", "assign it first with assign_request",
            "category", "set it with update_request",
            "subcategory", "set it with update_request",
            "worklog", "somebody must add a worklog first",
            "worklogs", "somebody must add a worklog first",
            "tasks", "its tasks must be closed first");

    private final HelpDesk helpDesk;
    private final Metadata metadata;
    private final RequestWrites writes;

    RequestClosing(HelpDesk helpDesk, Metadata metadata, RequestWrites writes) {
        this.helpDesk = helpDesk;
        this.metadata = metadata;
        this.writes = writes;
    }

    /** How to close; what is null is not sent. */
    record Closure(
            @Nullable String resolution,
            @Nullable String comments,
            @Nullable String code,
            @Nullable Boolean acknowledged) {}

    RequestOutcome close(String named, Closure closure, Doer doer) {
        ObjectNode before = writes.requests().read(named);
        if ("closed".equalsIgnoreCase(Fields.name(before, "status"))) {
            return RequestOutcome.of("nothing: it was closed already", before);
        }
        Entity request = Requests.REQUESTS.entity(writes.requests().idOf(before));
        ObjectNode info = closureInfo(closure);
        if (closure.resolution() != null) {
            writes.update(
                    request,
                    before,
                    writes.draft().resolution(closure.resolution()).fields(),
                    doer);
        }
        WriteResult closed = closed(
                closure.resolution() != null,
                () -> writes.close(request, before, doer, () -> actOrUpdate(request, withClosure(info))));
        writes.requests().changed(request);
        String done = closed.told(closure.resolution() == null ? "closed" : "resolution set and closed");
        return closed.looked() ? outcome(done, closed.entity()) : checked(done, request, before);
    }

    /** Whatever goes wrong with the closure, a resolution that was saved before stays. */
    private WriteResult closed(boolean resolved, Supplier<WriteResult> closure) {
        try {
            return closure.get();
        } catch (UpstreamFailure.Refused refused) {
            throw notClosed(refused, resolved);
        } catch (OutcomeUnknown unknown) {
            throw resolved ? unknown.adding(SAVED) : unknown;
        } catch (ToolFailure failed) {
            throw resolved ? new ToolFailure(failed.whatToDo() + " " + SAVED, failed, failed.data()) : failed;
        } catch (UpstreamFailure failed) {
            throw resolved ? new ToolFailure(failed.getMessage() + ". " + SAVED, failed) : failed;
        }
    }

    /** It is closed by the word of ServiceDesk Plus; that the look fails does not change that. */
    private RequestOutcome checked(String done, Entity request, JsonNode before) {
        JsonNode after;
        try {
            after = helpDesk.get(request);
        } catch (UpstreamFailure blind) {
            return RequestOutcome.unread(
                    done + "; whether it is so could not be checked (" + blind.getMessage() + ")", before);
        }
        return outcome(done, after);
    }

    private static RequestOutcome outcome(String done, JsonNode after) {
        if (!Statuses.isFinished(after)) {
            throw new ToolFailure("ServiceDesk Plus reported success, but the request still is \""
                            + Fields.name(after, "status") + "\". Look with get_request what its site wants.")
                    .because(FailureCause.UPSTREAM_REFUSED);
        }
        return RequestOutcome.of(done, after);
    }

    private ObjectNode closureInfo(Closure closure) {
        ObjectNode info = JsonNodeFactory.instance.objectNode();
        if (closure.comments() != null) {
            info.put("closure_comments", closure.comments().strip());
        }
        if (closure.acknowledged() != null) {
            info.put("requester_ack_resolution", closure.acknowledged());
        }
        String code = closure.code() == null
                ? usualClosureCode()
                : metadata.resolve(MetadataKind.CLOSURE_CODES, closure.code(), null);
        if (code != null) {
            info.putObject("closure_code").put("name", code);
        }
        return info;
    }

    /** Only where the site has it: an unknown code fails the whole closure. */
    private @Nullable String usualClosureCode() {
        List<String> fitting =
                NameMatch.in(metadata.list(MetadataKind.CLOSURE_CODES).names(), USUAL_CLOSURE_CODE);
        return fitting.size() == 1 ? fitting.getFirst() : null;
    }

    private static ObjectNode withClosure(ObjectNode info) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        fields.set("closure_info", info);
        return fields;
    }

    private ObjectNode actOrUpdate(Entity request, ObjectNode fields) {
        try {
            helpDesk.act(request, "close", fields);
            return fields;
        } catch (UpstreamFailure.NotFound noSuchAction) {
            fields.putObject("status").put("name", "Closed");
            return helpDesk.update(request, fields);
        }
    }

    private ToolFailure notClosed(UpstreamFailure.Refused refused, boolean resolved) {
        String kept = resolved ? " " + SAVED : "";
        if (refused.missingFields().isEmpty()) {
            ToolFailure worded = writes.refusal().worded(refused, JsonNodeFactory.instance.objectNode());
            return new ToolFailure("Not closed, it is as open as before." + kept + " " + worded.whatToDo(), refused);
        }
        String missing = refused.missingFields().stream()
                .map(field -> field + mend(field))
                .collect(Collectors.joining("; "));
        return new ToolFailure(
                "Not closed, it is as open as before." + kept + " The closure rules of this help desk want: " + missing
                        + ". Then close it again.",
                refused);
    }

    private String mend(String field) {
        String last = field.substring(field.lastIndexOf('.') + 1);
        return MENDS.containsKey(last) ? " (" + MENDS.get(last) + ")" : "";
    }
}
