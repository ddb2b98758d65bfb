package dev.sdpmcp.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.config.AuditSettings;
import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.UpstreamSettings.OAuthClient;
import dev.sdpmcp.desk.metadata.Metadata;
import dev.sdpmcp.desk.module.Modules;
import dev.sdpmcp.desk.module.engine.ModuleContext;
import dev.sdpmcp.desk.module.engine.ModuleDescription;
import dev.sdpmcp.desk.people.People;
import dev.sdpmcp.desk.people.Technicians;
import dev.sdpmcp.desk.tickets.RequestNumberCompleter;
import dev.sdpmcp.desk.write.idempotency.CreationLedger;
import dev.sdpmcp.desk.write.idempotency.RememberedCreations;
import dev.sdpmcp.history.ChangeHistory;
import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.mcp.Content;
import dev.sdpmcp.mcp.ToolResult;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseKind;
import dev.sdpmcp.persistence.DatabaseRefused;
import dev.sdpmcp.simulator.Simulator;
import dev.sdpmcp.simulator.SimulatorOptions;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.oauth.Credentials;
import dev.sdpmcp.simulator.setting.Profile;
import dev.sdpmcp.tool.FailureCause;
import dev.sdpmcp.tool.LongText;
import dev.sdpmcp.tool.QuietContext;
import dev.sdpmcp.tool.registry.CapabilityBean;
import dev.sdpmcp.tool.registry.CompletionRegistry;
import dev.sdpmcp.tool.registry.PromptRegistry;
import dev.sdpmcp.tool.registry.ResourceRegistry;
import dev.sdpmcp.tool.registry.ToolRegistry;
import dev.sdpmcp.upstream.ApiResponse;
import dev.sdpmcp.upstream.CallBudget;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.MonotonicClock;
import dev.sdpmcp.upstream.RecordingListener;
import dev.sdpmcp.upstream.ResiliencePolicies;
import dev.sdpmcp.upstream.UpstreamFailure;
import dev.sdpmcp.upstream.UpstreamLimits;
import dev.sdpmcp.upstream.UpstreamState;
import dev.sdpmcp.upstream.oauth.AccessTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All tools of the desk in front of the simulator, over real HTTP. */
public final class SimulatedDesk implements AutoCloseable {

    /** Longer than a busy machine takes for anything. */
    private static final UpstreamLimits PATIENT = limits(Duration.ofSeconds(10));

    private static final UpstreamLimits IMPATIENT = limits(Duration.ofSeconds(1));
    private static final int READINGS = 3;

    private final List<ModuleDescription> described;
    private final Clock machine;
    private final Simulator simulator;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper mapper = new JsonRpcCodec().mapper();
    private final Path folder;
    private final Database database;
    private final ChangeHistory history;
    private ToolRegistry tools;
    private List<CapabilityBean> beans = List.of();
    private CreationLedger ledger = new RememberedCreations();
    private Clock clock = new MonotonicClock();
    private Optional<ZoneId> timeZone = Optional.empty();
    private int resultBudget = ToolRegistry.DEFAULT_RESULT_BUDGET;
    private URI door;
    private HelpDesk helpDesk;

    private static UpstreamLimits limits(Duration read) {
        return new UpstreamLimits(
                Duration.ofSeconds(5), read, Duration.ofSeconds(20), 8, Duration.ofSeconds(20), 8_000_000);
    }

    public SimulatedDesk(Profile profile) {
        this(profile, Clock.systemUTC());
    }

    /** With a simulator whose data and times depend on this clock. */
    public SimulatedDesk(Profile profile, Clock machine) {
        this(profile, machine, List.of(), List.of());
    }

    /** With tools for described modules instead of all others, and a simulator that has these modules besides its own. */
    public SimulatedDesk(
            Profile profile, Clock machine, List<ModuleDescription> described, List<ModuleDefinition> simulated) {
        this(SimulatorOptions.defaults().withProfile(profile), machine, described, simulated);
    }

    /** With a simulator that has these options, such as its time zone. */
    public SimulatedDesk(
            SimulatorOptions options,
            Clock machine,
            List<ModuleDescription> described,
            List<ModuleDefinition> simulated) {
        this.described = described;
        this.machine = machine;
        try {
            simulator = Simulator.start(options, machine, simulated);
            folder = Files.createTempDirectory("simulated-desk");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        door = simulator.baseUri();
        database = DatabaseKind.EMBEDDED.open(folder);
        history = new ChangeHistory(database, AuditSettings.Mode.STRICT);
        helpDesk = helpDesk(PATIENT, ResiliencePolicies.NONE);
        tools = wired(Optional.empty());
    }

    /** As if the database was down; {@link #databaseIsBack()} ends it. */
    public void databaseIsAway() {
        database.close();
    }

    public void databaseIsBack() {
        try {
            database.open();
        } catch (DatabaseRefused refused) {
            throw new IllegalStateException(refused);
        }
    }

    /**
     * Waits a second for an answer, for the rest of the test; for those who have one stalled. What is only read is asked for
     * more than once, since a busy machine may take longer.
     */
    public void losePatience() {
        helpDesk =
                helpDesk(IMPATIENT, new ResiliencePolicies(SimulatedDesk::askedAgain, ResiliencePolicies.Work::result));
        tools = wired(Optional.empty());
    }

    private static ApiResponse askedAgain(ResiliencePolicies.Work work) throws InterruptedException {
        for (int i = 1; i < READINGS; i++) {
            try {
                return work.result();
            } catch (UpstreamFailure.Unavailable late) {
                assertThat(late).hasMessageContaining("did not answer");
            }
        }
        return work.result();
    }

    private HelpDesk helpDesk(UpstreamLimits limits, ResiliencePolicies guards) {
        Credentials demo = Credentials.DEMO;
        OAuthClient client = new OAuthClient(
                simulator.baseUri(),
                demo.clientId(),
                new Secret(demo.clientSecret()),
                Optional.of(new Secret(demo.refreshToken())));
        URI api = URI.create(door + "/app/itdesk/api/v3");
        return new HelpDesk(
                api,
                new AccessTokens(client, PATIENT, executor, Clock.systemUTC()),
                limits,
                executor,
                new CallBudget(100_000),
                new UpstreamState(),
                new RecordingListener(),
                guards,
                clock);
    }

    private ToolRegistry wired(Optional<String> defaultTechnician) {
        Metadata metadata = new Metadata(helpDesk, Clock.systemUTC());
        Technicians technicians = new Technicians(helpDesk, Clock.systemUTC());
        People people = new People(helpDesk, technicians, defaultTechnician);
        DeskZone zone = new DeskZone(timeZone, helpDesk, machine);
        ModuleContext context = new ModuleContext(helpDesk, metadata, people, zone, history, ledger, change -> {});
        DeskTools all = new DeskTools(context, technicians, history, mapper, resultBudget);
        beans = all.beans();
        return described.isEmpty()
                ? all.registry()
                : new ToolRegistry(
                        List.of(() -> Modules.tools(described, context)), mapper, LongText.DEFAULT_MAX_CHARACTERS);
    }

    /** A fresh data set, no faults, nothing remembered. */
    public void reset() {
        backDoor("POST", "/_sim/reset", "{}");
        database.run(manager ->
                manager.createNativeQuery("DELETE FROM change_history").executeUpdate());
        ledger = new RememberedCreations();
        clock = new MonotonicClock();
        resultBudget = ToolRegistry.DEFAULT_RESULT_BUDGET;
        reachedAt(simulator.baseUri()); // the reset forgets all tokens
    }

    /** As if the clock of this machine was wrong. */
    public void withClock(Clock wrong) {
        clock = wrong;
        reachedAt(door);
    }

    /** Puts a proxy before it. */
    public void reachedAt(URI newDoor) {
        door = newDoor;
        helpDesk = helpDesk(PATIENT, ResiliencePolicies.NONE);
        tools = wired(Optional.empty());
    }

    public URI baseUri() {
        return simulator.baseUri();
    }

    /** As if {@code SDP_TIME_ZONE} was set; not set if it is empty. */
    public void withTimeZone(Optional<ZoneId> zone) {
        timeZone = zone;
        tools = wired(Optional.empty());
    }

    /** As if {@code SDP_DEFAULT_TECHNICIAN_EMAIL} was set. */
    public void withDefaultTechnician(String email) {
        tools = wired(Optional.of(email));
    }

    /** As if {@code SDP_RESULT_BUDGET} was set, for the rest of the test. */
    public void withResultBudget(int characters) {
        resultBudget = characters;
        tools = wired(Optional.empty());
    }

    public void fault(String order) {
        backDoor("POST", "/_sim/faults", order);
    }

    public void settings(String settings) {
        backDoor("POST", "/_sim/settings", settings);
    }

    /** The calls that reached the simulator, as its log has them. */
    public JsonNode log() {
        return backDoor("GET", "/_sim/requests", "");
    }

    public JsonNode backDoor(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(simulator.baseUri() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(answer.body());
            }
            return mapper.readTree(answer.body());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** @param arguments JSON, apostrophes for quotation marks */
    public ToolResult call(String tool, String arguments) {
        return call(tool, arguments, new QuietContext());
    }

    private ToolResult call(String tool, String arguments, QuietContext context) {
        try {
            ObjectNode node = (ObjectNode) mapper.readTree(arguments.replace('\'', '"'));
            return tools.call(tool, node, context);
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    /** The number of a new, open request. */
    public String newRequest() {
        return ok(
                        "create_request",
                        "{'subject':'Cable broken','requester':'mira.holm@example.org','mode':'web form',"
                                + "'request_type':'incident','category':'hardware','subcategory':'network'}")
                .path("display_id")
                .asText();
    }

    /** The structured result of a call that must succeed. */
    public JsonNode ok(String tool, String arguments) {
        ToolResult result = call(tool, arguments);
        if (result.isError()) {
            throw new AssertionError(tool + " failed: " + textOf(result));
        }
        return mapper.valueToTree(result.structuredContent());
    }

    /** The text of a call that must fail. */
    public String failure(String tool, String arguments) {
        ToolResult result = call(tool, arguments);
        if (!result.isError()) {
            throw new AssertionError(tool + " succeeded: " + textOf(result));
        }
        return textOf(result);
    }

    /** The cause of a call that must fail. */
    public FailureCause causeOf(String tool, String arguments) {
        QuietContext context = new QuietContext();
        ToolResult result = call(tool, arguments, context);
        if (!result.isError()) {
            throw new AssertionError(tool + " succeeded: " + textOf(result));
        }
        return Objects.requireNonNull(context.diagnostics().cause());
    }

    public static String textOf(ToolResult result) {
        return ((Content.Text) result.content().get(0)).text();
    }

    public JsonNode json(@Nullable Object value) {
        return mapper.valueToTree(value);
    }

    public HelpDesk helpDesk() {
        return helpDesk;
    }

    public ToolRegistry tools() {
        return tools;
    }

    public ResourceRegistry resources() {
        return new ResourceRegistry(beans, mapper, tools::offers);
    }

    public PromptRegistry prompts() {
        return new PromptRegistry(beans, mapper, tools::offers);
    }

    public CompletionRegistry completions() {
        return new CompletionRegistry(beans, type -> new RequestNumberCompleter(helpDesk), mapper, tools::offers);
    }

    @Override
    public void close() {
        simulator.close();
        executor.shutdownNow();
        database.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
