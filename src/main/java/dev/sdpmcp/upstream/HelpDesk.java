package dev.sdpmcp.upstream;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.upstream.ResourceType.Entity;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Client for the v3 API of ServiceDesk Plus. Entities are JSON trees, without the envelope and without the key around
 * them. Thread-safe.
 *
 * <p>Every method blocks until the response is complete, within {@link UpstreamLimits}; it throws {@link
 * UpstreamFailure} if that is not a success, and {@link java.util.concurrent.CancellationException} soon after the
 * thread is interrupted. A write is never sent twice, except once more with a new token if the old one was refused; a
 * read may be.
 */
public final class HelpDesk {

    /** Records of one call for several. */
    public static final int MAX_IDS = 100;

    private final CallPipeline pipeline;
    private final int maxFileBytes;

    /** Without retry and circuit breaker; see the other constructor. */
    public HelpDesk(
            URI apiBase,
            AccessTokenSource tokens,
            UpstreamLimits limits,
            Executor executor,
            CallBudget budget,
            UpstreamState state,
            ExchangeListener listener) {
        this(apiBase, tokens, limits, executor, budget, state, listener, ResiliencePolicies.NONE, new MonotonicClock());
    }

    /**
     * @param apiBase {@code https://HOST/app/INSTANCE/api/v3}
     * @param executor for the short steps of exchanges, which do not block
     * @param budget consumed before each exchange
     * @param state updated after each exchange
     * @param listener called for each exchange, and for writes before they are sent
     * @param policies around reads and around exchanges
     * @param clock for pauses and for the time between two dates of ServiceDesk Plus; must be monotonic
     */
    public HelpDesk(
            URI apiBase,
            AccessTokenSource tokens,
            UpstreamLimits limits,
            Executor executor,
            CallBudget budget,
            UpstreamState state,
            ExchangeListener listener,
            ResiliencePolicies policies,
            Clock clock) {
        this.pipeline = new CallPipeline(apiBase, tokens, limits, executor, budget, state, listener, policies, clock);
        this.maxFileBytes = limits.entityBytes();
    }

    /** @throws UpstreamFailure.NotFound if there is no such entity */
    public ObjectNode get(Entity entity) {
        ApiCall call = new ApiCall("GET", entity.path(), entity.collection().scope());
        return entityIn(pipeline.call(call, null), entity.collection(), call);
    }

    public Page list(ResourceType collection, ListQuery query) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.set("list_info", query.toJson());
        ApiCall call = new ApiCall("GET", collection.path(), collection.scope());
        return page(pipeline.call(call, input), collection, call);
    }

    /**
     * Reads all pages into one.
     *
     * @param maxRows after so many rows no further page is read; {@link Page#hasMore()} then reports that rows are
     *     missing
     */
    public Page listAll(ResourceType collection, ListQuery query, int maxRows) {
        Page page = list(collection, query);
        List<JsonNode> rows = new ArrayList<>(page.rows());
        while (page.hasMore() && !page.rows().isEmpty() && rows.size() < maxRows) {
            page = list(collection, query.from(query.startIndex() + rows.size()));
            rows.addAll(page.rows());
        }
        return new Page(rows, page.hasMore(), page.total());
    }

    /** @return the new entity as ServiceDesk Plus returned it */
    public ObjectNode create(ResourceType collection, ObjectNode fields) {
        ApiCall call = new ApiCall("POST", collection.path(), collection.scope());
        return entityIn(pipeline.call(call, wrapped(collection, fields)), collection, call);
    }

    /** Changes only the given fields. */
    public ObjectNode update(Entity entity, ObjectNode fields) {
        ApiCall call = new ApiCall("PUT", entity.path(), entity.collection().scope());
        return entityIn(pipeline.call(call, wrapped(entity.collection(), fields)), entity.collection(), call);
    }

    /**
     * Something that the API does to records beside changing their fields.
     *
     * @param method {@code PUT}, {@code POST} or {@code DELETE}
     * @param segment last segment of the path, a fixed word such as {@code close}
     * @param wrapped whether the fields stand below the key of the record in the body
     */
    public record Action(String method, String segment, boolean wrapped) {

        /** The same, under the name that it has on other sites: with an underscore in front, or without it. */
        public Action underOtherName() {
            return new Action(method, segment.startsWith("_") ? segment.substring(1) : "_" + segment, wrapped);
        }
    }

    /** Runs an action on the entity. */
    public void act(Entity entity, Action action, ObjectNode fields) {
        run(entity.path(), entity.collection(), action, fields, List.of());
    }

    /**
     * Runs an action on several entities of a collection at once ({@code ?ids=}).
     *
     * @param ids 1 to {@value #MAX_IDS}
     */
    public void act(ResourceType collection, List<EntityId> ids, Action action, ObjectNode fields) {
        if (ids.isEmpty() || ids.size() > MAX_IDS) {
            throw new IllegalArgumentException("an action is for 1 to " + MAX_IDS + " records");
        }
        run(collection.path(), collection, action, fields, ids);
    }

    private void run(String path, ResourceType type, Action action, ObjectNode fields, List<EntityId> ids) {
        ResourceType acted =
                new ResourceType(path + "/" + action.segment(), type.singular(), type.plural(), type.scope());
        ApiCall call = new ApiCall(action.method(), acted.path(), acted.scope(), List.copyOf(ids), false);
        boolean empty = fields.isEmpty() && (action.method().equals("DELETE") || !action.wrapped());
        pipeline.call(call, empty ? null : action.wrapped() ? wrapped(acted, fields) : fields);
    }

    /** Reads the description that the tenant gives of a collection: its fields, by name. */
    public ObjectNode metainfo(ResourceType collection) {
        ApiCall call = new ApiCall("GET", collection.path() + "/_metainfo", collection.scope());
        if (pipeline.call(call, null).path("metainfo").get("fields") instanceof ObjectNode fields) {
            return fields;
        }
        throw new UpstreamFailure.Malformed("ServiceDesk Plus answered " + call + " without \"fields\"", false, null);
    }

    /** Deletes the entity permanently. */
    public void delete(Entity entity) {
        pipeline.call(new ApiCall("DELETE", entity.path(), entity.collection().scope()), null);
    }

    /**
     * Reads a document that exists once below an entity and has no id, such as the root cause of a problem.
     *
     * @param key of the document in the API, and the last segment of its path
     */
    public ObjectNode document(Entity owner, String key) {
        return document(owner.part(key, key));
    }

    /** The same at any path that names one document and no collection. */
    public ObjectNode document(ResourceType document) {
        ApiCall call = new ApiCall("GET", document.path(), document.scope());
        return entityIn(pipeline.call(call, null), document, call);
    }

    /** The attachments of an entity; they can be listed and deleted, but not read with {@link #get}. */
    public static ResourceType attachments(Entity owner) {
        return owner.part("attachment", "attachments");
    }

    /**
     * Attaches a file to an entity.
     *
     * @param name 1 to 200 characters, without slashes, quotation marks and control characters
     * @return the attachment as ServiceDesk Plus returned it
     * @throws UpstreamFailure.Refused if the file is longer than {@link UpstreamLimits#entityBytes()}; nothing is sent
     */
    public ObjectNode upload(Entity owner, String name, FileContent content) {
        if (content.bytes().length > maxFileBytes) {
            throw new UpstreamFailure.Refused(
                    false, List.of(), "the file is longer than " + maxFileBytes + " bytes; nothing was sent");
        }
        ResourceType uploads = owner.part("file", "_uploads");
        ApiCall call = new ApiCall("POST", uploads.path(), uploads.scope());
        ObjectNode body = requireNonNull(
                pipeline.run(call, CallInput.upload(name, content)).json());
        for (String key : List.of("files", "file", "attachments", "attachment")) {
            JsonNode found = body.path(key);
            if ((found.isArray() ? found.path(0) : found) instanceof ObjectNode file) {
                return file;
            }
        }
        throw new UpstreamFailure.Malformed("ServiceDesk Plus answered " + call + " without a \"file\"", true, null);
    }

    /**
     * Reads the content of an attachment.
     *
     * @param attachment one of {@link #attachments}
     * @throws UpstreamFailure.Malformed if it is longer than {@link UpstreamLimits#entityBytes()}
     */
    public FileContent download(Entity attachment) {
        ApiCall call = new ApiCall(
                "GET", attachment.path() + "/download", attachment.collection().scope(), List.of(), true);
        FileContent file = pipeline.run(call, CallInput.of(null)).file();
        if (file == null) {
            throw new UpstreamFailure.Malformed("ServiceDesk Plus answered " + call + " without a file", false, null);
        }
        return file;
    }

    /**
     * The time by the clock of ServiceDesk Plus, late by no more than its last response took; empty before the first
     * dated response. Its entities are dated by that clock, so only this time may be compared with their dates.
     */
    public Optional<Instant> now() {
        return pipeline.upstreamClock().now();
    }

    /** The number of running calls. */
    public int callsInFlight() {
        return pipeline.bulkhead().inFlight();
    }

    /** The number of calls that wait for a running one to end. */
    public int callsWaiting() {
        return pipeline.bulkhead().waiting();
    }

    private static ObjectNode wrapped(ResourceType collection, ObjectNode fields) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.set(collection.singular(), fields);
        return input;
    }

    private static ObjectNode entityIn(ObjectNode body, ResourceType collection, ApiCall call) {
        if (body.get(collection.singular()) instanceof ObjectNode entity) {
            return entity;
        }
        throw new UpstreamFailure.Malformed(
                "ServiceDesk Plus answered " + call + " without a \"" + collection.singular() + "\"",
                call.isWrite(),
                null);
    }

    private static Page page(ObjectNode body, ResourceType collection, ApiCall call) {
        JsonNode rows = body.path(collection.plural());
        if (rows.isMissingNode()) {
            // notes of a request also came as "request_notes"
            rows = body.path(collection.singular() + "s");
        }
        JsonNode info = body.path("list_info");
        if (!rows.isArray() && !info.isObject()) {
            throw new UpstreamFailure.Malformed(
                    "ServiceDesk Plus answered " + call + " without \"" + collection.plural() + "\"", false, null);
        }
        List<JsonNode> all = new ArrayList<>();
        rows.forEach(all::add);
        Integer total = info.hasNonNull("total_count")
                ? Integer.valueOf(info.path("total_count").asInt())
                : null;
        return new Page(all, info.path("has_more_rows").asBoolean(false), total);
    }
}
