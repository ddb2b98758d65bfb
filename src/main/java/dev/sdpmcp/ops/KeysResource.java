package dev.sdpmcp.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sdpmcp.access.Caller;
import dev.sdpmcp.access.HttpError;
import dev.sdpmcp.access.HttpFailure;
import dev.sdpmcp.config.CurrentKeys;
import dev.sdpmcp.config.CurrentKeys.ActiveKey;
import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.session.SessionRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code GET /keys}: names and state of the API keys in force, without the keys, for admin keys. */
@Path("keys")
@ApplicationScoped
public class KeysResource {

    @Inject
    private CurrentKeys keys;

    @Inject
    private SessionRegistry registry;

    @Inject
    private JsonRpcCodec codec;

    /**
     * One key.
     *
     * @param since when this process loaded it, ISO 8601, UTC
     * @param lastUsed time of the last HTTP request with it; null, and then omitted, if there was none
     * @param sessions open now
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record KeyView(
            String name,
            boolean admin,
            String since,
            @Nullable String lastUsed,
            long sessions) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String list(@Context SecurityContext security) {
        if (!Caller.of(security).admin()) {
            throw new HttpFailure(HttpError.ADMIN_KEY_REQUIRED);
        }
        List<KeyView> all = keys.entries().stream()
                .map(CurrentKeys.Entry::held)
                .map(this::view)
                .toList();
        return codec.write(Map.of("keys", all));
    }

    private KeyView view(ActiveKey key) {
        long sessions = registry.sessions().stream()
                .filter(session -> session.owner().key().equals(key))
                .count();
        return new KeyView(
                key.name(),
                key.admin(),
                key.since().toString(),
                key.lastUsed().map(Instant::toString).orElse(null),
                sessions);
    }
}
