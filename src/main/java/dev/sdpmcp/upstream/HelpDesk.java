package dev.sdpmcp.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.upstream.Collection.Entity;
import jakarta.ws.rs.core.Response;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The door to ServiceDesk Plus. Entities go in and come out as JSON trees, without envelope and without the key around
 * them. Thread-safe.
 *
 * <p>Every method blocks until the answer is there, within {@link UpstreamLimits}; it throws {@link UpstreamFailure} when
 * it is not a success, and {@link java.util.concurrent.CancellationException} soon after the thread is interrupted.
 * Nothing is ever sent twice, except once more with a new token when the old one was refused.
 */
public final class HelpDesk {

    private static final Logger LOG = System.getLogger(HelpDesk.class.getName());

    private final ServiceDeskApi api;
    private final AccessTokenSource tokens;
    private final CallsInFlight flights;
    private final UpstreamLimits limits;
    private final CallBudget budget;
    private final UpstreamState state;
    private final ExchangeListener listener;

    /**
     * @param apiBase {@code https://HOST/app/INSTANCE/api/v3}
     * @param executor for the exchanges; needs as many threads as calls may be in flight
     * @param budget asked before each exchange
     * @param state told of each exchange
     * @param listener told of each exchange, and of writes before they are sent
     */
    public HelpDesk(
            URI apiBase,
            AccessTokenSource tokens,
            UpstreamLimits limits,
            Executor executor,
            CallBudget budget,
            UpstreamState state,
            ExchangeListener listener) {
        this.budget = budget;
        this.state = state;
        this.listener = listener;
        this.api = RestClients.build(ServiceDeskApi.class, apiBase, limits);
        this.tokens = tokens;
        this.limits = limits;
        this.flights = new CallsInFlight(executor, limits);
    }

    /** @throws UpstreamFailure.NotFound if there is no such entity */
    public ObjectNode get(Entity entity) {
        Call call = new Call("GET", entity.path(), entity.collection().scope());
        return entityIn(call(call, null), entity.collection(), call);
    }

    public Page list(Collection collection, ListQuery query) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.set("list_info", query.toJson());
        Call call = new Call("GET", collection.path(), collection.scope());
        return page(call(call, input), collection, call);
    }

    /**
     * Page after page into one.
     *
     * @param mostRows ends it when so many are there or a few more; {@link Page#hasMore()} then says that it was cut
     */
    public Page listAll(Collection collection, ListQuery query, int mostRows) {
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
    public ObjectNode create(Collection collection, ObjectNode fields) {
        Call call = new Call("POST", collection.path(), collection.scope());
        return entityIn(call(call, wrapped(collection, fields)), collection, call);
    }

    /** Changes only the given fields. */
    public ObjectNode update(Entity entity, ObjectNode fields) {
        Call call = new Call("PUT", entity.path(), entity.collection().scope());
        return entityIn(call(call, wrapped(entity.collection(), fields)), entity.collection(), call);
    }

    /**
     * Has something done to the entity, such as {@code close}.
     *
     * @param action the last segment of the path, a fixed word
     */
    public void act(Entity entity, String action, ObjectNode fields) {
        Collection acted = new Collection(
                entity.path() + "/" + action,
                entity.collection().singular(),
                entity.collection().plural(),
                entity.collection().scope());
        Call call = new Call("PUT", acted.path(), acted.scope());
        call(call, wrapped(acted, fields));
    }

    private ObjectNode call(Call call, @Nullable ObjectNode input) {
        String token = tokens.current();
        Answer answer = exchange(call, input, token);
        if (Verdict.refusesToken(answer)) {
            String renewed = tokens.renewed(token);
            answer = renewed.equals(token) ? answer : exchange(call, input, renewed);
        }
        LOG.log(Level.DEBUG, "upstream {0} answered HTTP {1}", call, answer.status());
        return Verdict.accept(answer, call);
    }

    private Answer exchange(Call call, @Nullable ObjectNode input, String token) {
        budget.await();
        if (call.isWrite()) {
            listener.beforeWrite(new UpstreamWrite(call.method(), call.path()));
        }
        long begun = System.nanoTime();
        int status = UpstreamExchange.NO_ANSWER;
        try {
            Answer answer = flights.run(
                    () -> Wire.exchange("ServiceDesk Plus", call.isWrite(), limits, () -> send(call, input, token)),
                    call.isWrite());
            status = answer.status();
            state.answered();
            return answer;
        } catch (UpstreamFailure.Unavailable down) {
            state.unavailable();
            throw down;
        } finally {
            tell(new UpstreamExchange(call.method(), call.path(), status, Duration.ofNanos(System.nanoTime() - begun)));
        }
    }

    private void tell(UpstreamExchange exchange) {
        try {
            listener.exchanged(exchange);
        } catch (RuntimeException broken) {
            LOG.log(Level.ERROR, "a listener failed after " + exchange.method() + " " + exchange.path(), broken);
        }
    }

    private Response send(Call call, @Nullable ObjectNode input, String token) {
        String authorization = "Zoho-oauthtoken " + token;
        String json = input == null ? "" : input.toString();
        if ("POST".equals(call.method())) {
            return api.post(authorization, call.path(), json);
        }
        if ("PUT".equals(call.method())) {
            return api.put(authorization, call.path(), json);
        }
        return api.get(authorization, call.path(), input == null ? null : percentEncoded(json));
    }

    private static String percentEncoded(String json) {
        return URLEncoder.encode(json, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static ObjectNode wrapped(Collection collection, ObjectNode fields) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.set(collection.singular(), fields);
        return input;
    }

    private static ObjectNode entityIn(ObjectNode body, Collection collection, Call call) {
        if (body.get(collection.singular()) instanceof ObjectNode entity) {
            return entity;
        }
        throw new UpstreamFailure.Malformed(
                "ServiceDesk Plus answered " + call + " without a \"" + collection.singular() + "\"",
                call.isWrite(),
                null);
    }

    private static Page page(ObjectNode body, Collection collection, Call call) {
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
