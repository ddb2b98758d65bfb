package dev.sdpmcp.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.audit.row.RecordedArguments;
import dev.sdpmcp.audit.writing.WrittenTrail;
import dev.sdpmcp.config.AuditSettings;
import dev.sdpmcp.config.AuditSettings.Mode;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.desk.DeskTools;
import dev.sdpmcp.desk.DeskZone;
import dev.sdpmcp.desk.metadata.Metadata;
import dev.sdpmcp.desk.module.engine.ModuleContext;
import dev.sdpmcp.desk.people.People;
import dev.sdpmcp.desk.people.Technicians;
import dev.sdpmcp.desk.write.idempotency.StoredCreations;
import dev.sdpmcp.dispatch.CallInterceptor.InterceptedCall;
import dev.sdpmcp.history.ChangeHistory;
import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.mcp.McpMethod;
import dev.sdpmcp.mcp.ToolResult;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseKind;
import dev.sdpmcp.telemetry.KnownSecrets;
import dev.sdpmcp.tool.QuietContext;
import dev.sdpmcp.tool.registry.ToolRegistry;
import dev.sdpmcp.upstream.AccessTokenSource;
import dev.sdpmcp.upstream.CallBudget;
import dev.sdpmcp.upstream.ExchangeListener;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.UpstreamExchange;
import dev.sdpmcp.upstream.UpstreamLimits;
import dev.sdpmcp.upstream.UpstreamState;
import dev.sdpmcp.upstream.UpstreamWrite;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Period;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The tools that change requests, with trail, history and idempotency keys in a database. Thread-safe. */
final class AuditedDesk implements AutoCloseable {

    private static final UpstreamLimits LIMITS = new UpstreamLimits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            8,
            Duration.ofSeconds(20),
            8_000_000);

    private final ExecutorService executor = Executors.newCachedThreadPool(AuditedDesk::daemon);
    private final ObjectMapper mapper = new JsonRpcCodec().mapper();
    private final Database database;
    private final WrittenTrail trail;
    private final HelpDesk helpDesk;
    private final ToolRegistry tools;
    private final CallAudit audit;

    /** Notifies the audit, which is created last. */
    private static final class Listener implements ExchangeListener {
        private volatile @Nullable CallAudit audit;

        @Override
        public void beforeWrite(UpstreamWrite write) {
            told().beforeWrite(write);
        }

        @Override
        public void exchanged(UpstreamExchange exchange) {
            told().exchanged(exchange);
        }

        private CallAudit told() {
            CallAudit known = audit;
            if (known == null) {
                throw new IllegalStateException("not wired yet");
            }
            return known;
        }
    }

    /** A fixed access token. */
    private record Given(String current) implements AccessTokenSource {
        @Override
        public String renewed(String refused) {
            return current;
        }
    }

    /** Marks open calls, as a server does when it starts. */
    AuditedDesk(URI simulator, String accessToken, StorageSettings storage) throws IOException {
        database = DatabaseKind.open(storage);
        trail = new WrittenTrail(
                new AuditSettings(true, Mode.STRICT, Period.ofDays(365)), storage, database, AuditedDesk::daemon);
        trail.begin();
        Listener listener = new Listener();
        helpDesk = new HelpDesk(
                URI.create(simulator + "/app/itdesk/api/v3"),
                new Given(accessToken),
                LIMITS,
                executor,
                new CallBudget(1_000_000),
                new UpstreamState(),
                listener);
        tools = tools();
        audit = new CallAudit(trail, tools, new RecordedArguments(KnownSecrets.masking(accessToken)));
        listener.audit = audit;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }

    private ToolRegistry tools() {
        Metadata metadata = new Metadata(helpDesk, Clock.systemUTC());
        Technicians technicians = new Technicians(helpDesk, Clock.systemUTC());
        People people = new People(helpDesk, technicians, Optional.empty());
        ChangeHistory history = new ChangeHistory(database, Mode.STRICT);
        DeskZone zone = new DeskZone(Optional.empty(), helpDesk, Clock.systemUTC());
        ModuleContext context = new ModuleContext(
                helpDesk, metadata, people, zone, history, new StoredCreations(database), change -> {});
        return new DeskTools(context, technicians, history, mapper).registry();
    }

    /** Calls a tool as the protocol does. */
    ToolResult call(String tool, ObjectNode arguments) {
        QuietContext context = new QuietContext();
        ObjectNode params = JsonNodeFactory.instance.objectNode().put("name", tool);
        params.set("arguments", arguments);
        return (ToolResult) audit.around(
                new InterceptedCall(McpMethod.TOOLS_CALL, params, context), () -> tools.call(tool, arguments, context));
    }

    HelpDesk helpDesk() {
        return helpDesk;
    }

    Database database() {
        return database;
    }

    @Override
    public void close() {
        trail.close();
        executor.shutdownNow();
        database.close();
    }
}
