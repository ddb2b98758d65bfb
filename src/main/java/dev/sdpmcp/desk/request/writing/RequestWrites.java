package dev.sdpmcp.desk.request.writing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.desk.metadata.Metadata;
import dev.sdpmcp.desk.people.People;
import dev.sdpmcp.desk.request.Requests;
import dev.sdpmcp.history.Change.Doer;
import dev.sdpmcp.history.ChangeHistory;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.ResourceType;
import dev.sdpmcp.upstream.ResourceType.Entity;
import dev.sdpmcp.upstream.UpstreamFailure;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The ways to change requests that the tools share. A write whose answer is lost is looked for. Thread-safe.
 */
final class RequestWrites {

    /** What a closure does to the fields. */
    private static final ObjectNode CLOSED = JsonNodeFactory.instance.objectNode();

    static {
        CLOSED.putObject("status").put("name", "Closed");
    }

    private final HelpDesk helpDesk;
    private final Metadata metadata;
    private final People people;
    private final Requests requests;
    private final RejectedWrite refusal;
    private final WriteVerifier sightings;
    private final WriteReconciler lostAnswers = new WriteReconciler();
    private final RecordedChanges recorded;

    RequestWrites(HelpDesk helpDesk, Metadata metadata, People people, Requests requests, ChangeHistory history) {
        this.recorded = new RecordedChanges(history);
        this.helpDesk = helpDesk;
        this.metadata = metadata;
        this.people = people;
        this.requests = requests;
        this.refusal = new RejectedWrite(metadata);
        this.sightings = new WriteVerifier(helpDesk);
    }

    RequestDraft draft() {
        return new RequestDraft(metadata, people);
    }

    Requests requests() {
        return requests;
    }

    RejectedWrite refusal() {
        return refusal;
    }

    /**
     * @throws ToolFailure if ServiceDesk Plus refuses it, or got it and did not do it
     * @throws OutcomeUnknown if it may have been made
     */
    WriteResult create(ObjectNode fields) {
        long begun = System.nanoTime();
        try {
            return lostAnswers.certain(
                    () -> helpDesk.create(Requests.REQUESTS, fields),
                    new WriteReconciler.Search(
                            () -> sightings.ofNewRequest(fields, begun), findByHand(fields), RequestOutcome.UNKNOWN));
        } catch (UpstreamFailure.Refused refused) {
            throw refusal.worded(refused, fields);
        }
    }

    /** Has a request that was made not be taken for another one with the same content. */
    void remember(WriteResult made) {
        sightings.remember(made.entity());
    }

    static String findByHand(ObjectNode fields) {
        return "Look with search_requests for \"" + Fields.text(fields, "subject") + "\" before creating it again.";
    }

    /** Whether a request of this content was made since about so long ago. */
    Finding lookForNew(ObjectNode fields, Duration ago) {
        return sightings.ofNewRequest(fields, System.nanoTime() - ago.toNanos());
    }

    /** Who has something changed, for the history. */
    static Doer doer(String tool, CallContext context) {
        return new Doer(
                tool,
                context.caller().keyName(),
                context.caller().address(),
                context.origin().requestId());
    }

    /**
     * Changes the fields and has that written down.
     *
     * @throws ToolFailure if ServiceDesk Plus refuses it, does not know the request, or got it and did not do it
     * @throws OutcomeUnknown if it may have been changed
     */
    WriteResult update(Entity request, ObjectNode fields, Doer doer) {
        try {
            return update(request, helpDesk.get(request), fields, doer);
        } catch (UpstreamFailure.NotFound unknown) {
            throw new ToolFailure("There is no such request any more.", unknown);
        }
    }

    /** @param before the request as it was read a moment ago */
    WriteResult update(Entity request, JsonNode before, ObjectNode fields, Doer doer) {
        return recorded.update(before, fields, doer, () -> sent(request, fields));
    }

    private WriteResult sent(Entity request, ObjectNode fields) {
        try {
            WriteResult updated = lostAnswers.certain(
                    () -> helpDesk.update(request, fields),
                    new WriteReconciler.Search(
                            () -> sightings.ofChange(request, fields), byHand(request), RequestOutcome.UNKNOWN));
            requests.changed(request);
            return updated;
        } catch (UpstreamFailure.Refused refused) {
            throw refusal.worded(refused, fields);
        } catch (UpstreamFailure.NotFound unknown) {
            throw new ToolFailure("There is no such request any more.", unknown);
        }
    }

    /**
     * Has the request closed by the call; {@link WriteResult#looked()} if its answer was lost.
     *
     * @param before the request as it was read a moment ago
     */
    WriteResult close(Entity request, JsonNode before, Doer doer, Supplier<ObjectNode> call) {
        return recorded.update(
                before,
                CLOSED,
                doer,
                () -> lostAnswers.certain(
                        call,
                        new WriteReconciler.Search(
                                () -> sightings.ofClosure(request), byHand(request), RequestOutcome.UNKNOWN)));
    }

    /** @param note its fields */
    WriteResult addNote(Entity request, ObjectNode note) {
        long begun = System.nanoTime();
        ResourceType notes = request.part("request_note", "notes");
        String id = request.id().digits();
        try {
            WriteResult added = lostAnswers.certain(
                    () -> helpDesk.create(notes, note),
                    new WriteReconciler.Search(
                            () -> sightings.ofNewNote(notes, note, begun),
                            "Look with get_request_conversation " + id + " before adding it again.",
                            NoteOutcome.unknown(id, Fields.flag(note, "show_to_requester"))));
            sightings.remember(added.entity());
            requests.changed(request);
            return added;
        } catch (UpstreamFailure.NotFound unknown) {
            throw new ToolFailure("There is no such request, or it was merged into another or deleted.", unknown);
        }
    }

    private static String byHand(Entity request) {
        return "Look with get_request " + request.id() + " before repeating it.";
    }
}
