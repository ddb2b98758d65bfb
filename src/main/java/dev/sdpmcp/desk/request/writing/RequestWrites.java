package dev.sdpmcp.desk.request.writing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.metadata.Metadata;
import dev.sdpmcp.desk.people.People;
import dev.sdpmcp.desk.request.Requests;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.upstream.Collection.Entity;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.UpstreamFailure;

/** The ways to change requests that the tools share. Thread-safe. */
final class RequestWrites {

    private final HelpDesk helpDesk;
    private final Metadata metadata;
    private final People people;
    private final Requests requests;
    private final Refusal refusal;

    RequestWrites(HelpDesk helpDesk, Metadata metadata, People people, Requests requests) {
        this.helpDesk = helpDesk;
        this.metadata = metadata;
        this.people = people;
        this.requests = requests;
        this.refusal = new Refusal(metadata);
    }

    RequestDraft draft() {
        return new RequestDraft(metadata, people);
    }

    Requests requests() {
        return requests;
    }

    Refusal refusal() {
        return refusal;
    }

    ObjectNode create(ObjectNode fields) {
        try {
            return helpDesk.create(Requests.REQUESTS, fields);
        } catch (UpstreamFailure.Refused refused) {
            throw refusal.worded(refused, fields);
        }
    }

    /** @throws ToolFailure if ServiceDesk Plus refuses it or does not know the request */
    ObjectNode update(Entity request, ObjectNode fields) {
        try {
            ObjectNode updated = helpDesk.update(request, fields);
            requests.changed(request);
            return updated;
        } catch (UpstreamFailure.Refused refused) {
            throw refusal.worded(refused, fields);
        } catch (UpstreamFailure.NotFound unknown) {
            throw new ToolFailure("There is no such request any more.", unknown);
        }
    }
}
