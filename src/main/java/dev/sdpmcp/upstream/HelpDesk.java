package dev.sdpmcp.upstream;

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
 * The door to ServiceDesk Plus. Entities go in and come out as JSON trees, without envelope and without the key around
 * them. Thread-safe.
 *
 * <p>Every method blocks until the answer is there, within {@link UpstreamLimits}; it throws {@link UpstreamFailure} when
 * it is not a success, and {@link java.util.concurrent.CancellationException} soon after the thread is interrupted.
 * A write is never sent twice, except once more with a new token when the old one was refused; a read may be.
 */
public final class HelpDesk {

    private final CallPipeline line;

    /**
     * Without repetition and circuit breaker; see the other constructor.
     */
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
     * @param executor for the short steps of exchanges; nothing waits on it
     * @param budget asked before each exchange
     * @param state told of each exchange
     * @param listener told of each exchange, and of writes before they are sent
     * @param guards around reads and around exchanges
     * @param clock for pauses and for the time between two dates of ServiceDesk Plus; nobody should set it
     */
    public HelpDesk(
            URI apiBase,
            AccessTokenSource tokens,
            UpstreamLimits limits,
            Executor executor,
            CallBudget budget,
            UpstreamState state,
            ExchangeListener listener,
            ResiliencePolicies guards,
            Clock clock) {
        this.line = new CallPipeline(apiBase, tokens, limits, executor, budget, state, listener, guards, clock);
    }

    /** @throws UpstreamFailure.NotFound if there is no such entity */
    public ObjectNode get(Entity entity) {
        ApiCall call = new ApiCall("GET", entity.path(), entity.collection().scope());
        return entityIn(line.call(call, null), entity.collection(), call);
    }

    public Page list(ResourceType collection, ListQuery query) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.set("list_info", query.toJson());
        ApiCall call = new ApiCall("GET", collection.path(), collection.scope());
        return page(line.call(call, input), collection, call);
    }

    /**
     * Page after page into one.
     *
     * @param mostRows ends it when so many are there or a few more; {@link Page#hasMore()} then says that it was cut
     */
    public Page listAll(ResourceType collection, ListQuery query, int mostRows) {
        List<JsonNode> rows = new ArrayList<>();
        ListQuery next = query;
        Page page = list(collection, next);
        rows.addAll(page.rows());
        while (page.hasMore() && !page.rows().isEmpty() && rows.size() < mostRows) {
            next = next.from(next.startIndex() + page.rows().size());
            page = list(collection, next);
            rows.addAll(page.rows());
        }
        return new Page(rows, page.hasMore(), page.total());
    }

    /** @return the new entity as ServiceDesk Plus made it */
    public ObjectNode create(ResourceType collection, ObjectNode fields) {
        ApiCall call = new ApiCall("POST", collection.path(), collection.scope());
        return entityIn(line.call(call, wrapped(collection, fields)), collection, call);
    }

    /** Changes only the given fields. */
    public ObjectNode update(Entity entity, ObjectNode fields) {
        ApiCall call = new ApiCall("PUT", entity.path(), entity.collection().scope());
        return entityIn(line.call(call, wrapped(entity.collection(), fields)), entity.collection(), call);
    }

    /**
     * Has something done to the entity, such as {@code close}.
     *
     * @param action the last segment of the path, a fixed word
     */
    public void act(Entity entity, String action, ObjectNode fields) {
        ResourceType acted = new ResourceType(
                entity.path() + "/" + action,
                entity.collection().singular(),
                entity.collection().plural(),
                entity.collection().scope());
        ApiCall call = new ApiCall("PUT", acted.path(), acted.scope());
        line.call(call, wrapped(acted, fields));
    }

    /**
     * What time it is by the clock of ServiceDesk Plus, late by no more than its last answer took; empty if no answer told.
     * What it made is dated by that clock, so nothing else can say what was made since when.
     */
    public Optional<Instant> now() {
        return line.time().now();
    }

    /** Calls that are with ServiceDesk Plus now. */
    public int callsInFlight() {
        return line.flights().count();
    }

    /** Calls that wait for one of these to end. */
    public int callsWaiting() {
        return line.flights().waiting();
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
