package dev.sdpmcp.desk.tickets;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.TimeArgument;
import dev.sdpmcp.desk.ToolFailures;
import dev.sdpmcp.desk.module.Modules;
import dev.sdpmcp.desk.module.Requests;
import dev.sdpmcp.desk.module.engine.ModuleContext;
import dev.sdpmcp.desk.module.engine.ModuleDescription;
import dev.sdpmcp.desk.module.engine.WriteTools;
import dev.sdpmcp.desk.write.KeptValues;
import dev.sdpmcp.history.Change;
import dev.sdpmcp.history.ChangeHistory;
import dev.sdpmcp.persistence.DatabaseUnavailable;
import dev.sdpmcp.throttle.WorkLimit;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.Capability;
import dev.sdpmcp.tool.CuttableResult;
import dev.sdpmcp.tool.Description;
import dev.sdpmcp.tool.Effect;
import dev.sdpmcp.tool.FailureCause;
import dev.sdpmcp.tool.McpTool;
import dev.sdpmcp.tool.PlannedChange;
import dev.sdpmcp.tool.ToolDeclaration;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.tool.ToolHandler;
import dev.sdpmcp.tool.ToolSource;
import dev.sdpmcp.tool.shape.Arguments;
import dev.sdpmcp.tool.shape.Constraints;
import dev.sdpmcp.tool.shape.Scalar;
import dev.sdpmcp.tool.shape.Shape;
import dev.sdpmcp.upstream.CallCancelled;
import dev.sdpmcp.upstream.ResourceType.Entity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tools that show what was changed through this server, and take it back. */
@ApplicationScoped
public class ChangeHistoryTools implements Capability, ToolSource {

    private static final String REVERT = "revert_change";
    private static final int DEFAULT_LIMIT = 20;
    private static final Pattern CHANGE_ID = Pattern.compile("[0-9A-Za-z-]{1,40}");

    /** Reading this server's database costs ServiceDesk Plus nothing, so its limits do not apply here. */
    private static final WorkLimit.Bounds BOUNDS = new WorkLimit.Bounds(120, 2, 4, 4, Duration.ofSeconds(2));

    private final ChangeHistory history;
    private final ModuleContext context;
    private final WorkLimit limit;

    @Inject
    public ChangeHistoryTools(ModuleContext context, ChangeHistory history) {
        this.history = history;
        this.context = context;
        this.limit = new WorkLimit(BOUNDS);
    }

    /** For the client proxy of the container. */
    @SuppressWarnings("NullAway")
    protected ChangeHistoryTools() {
        this.history = null;
        this.context = null;
        this.limit = null;
    }

    /** Arguments of {@code get_change_history}. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record HistoryArguments(
            @Description("Number such as 1042 or #1042, or internal id") @NotBlank @Size(max = 40)
            String requestId,

            @Description("Changes in the answer at most. Default 20") @Min(1) @Max(50) @Nullable
            Integer limit,

            @Description(
                    "Only older changes: change_id of the last one of the page before, or a time (ISO 8601), in the"
                            + " time zone of the help desk unless it has an offset")
            @Size(max = 40)
            @Nullable
            String before) {}

    /**
     * A page of a request's history.
     *
     * @param changes newest first
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record History(
            @Description("Newest first; only what was changed through this server")
            List<ChangeView> changes,

            @Description("Whether there may be older ones; give change_id of the last one as before")
            boolean hasMore) {}

    /** The same, cut between changes. */
    private record HistoryResult(List<ChangeView> changes, boolean more) implements CuttableResult<History> {

        @Override
        public int size() {
            return changes.size();
        }

        @Override
        public int leastSize() {
            return Math.min(1, changes.size());
        }

        @Override
        public History ofSize(int size) {
            return new History(changes.subList(0, size), more || size < changes.size());
        }
    }

    @McpTool(
            name = "get_change_history",
            toolset = "requests",
            entityType = "request",
            title = "Get change history",
            description = "Shows which fields of a request (ticket) were changed through this server: the value before"
                    + " and after, when, by which tool and for which API key. Changes made elsewhere are not in it.",
            effect = Effect.READ)
    public CuttableResult<History> getChangeHistory(HistoryArguments given, CallContext call) {
        return ToolFailures.translating(() -> {
            Entity request = context.records(Requests.REQUESTS).named(given.requestId());
            int max = given.limit() == null ? DEFAULT_LIMIT : given.limit();
            return limited(call, () -> {
                ChangeHistory.Page page = available(() ->
                        history.of(Requests.REQUESTS.singular(), request.id().digits(), place(given.before()), max));
                return new HistoryResult(
                        page.changes().stream()
                                .map(change -> ChangeView.of(change, context.zone()))
                                .toList(),
                        page.more());
            });
        });
    }

    @Override
    public Stream<ToolDeclaration> tools() {
        return Stream.of(new ToolDeclaration(
                ChangeHistoryTools.class.getName(),
                REVERT,
                "Revert change",
                "Sets every field of one change back to the value it had before. Refuses, and changes nothing,"
                        + " if one of these fields was changed again since; the answer names it. Notes and newly created"
                        + " requests cannot be taken back. The revert is a change itself and can be reverted.",
                Requests.REQUESTS.toolset().name(),
                "",
                Effect.DESTRUCTIVE,
                true,
                true,
                Set.of("SDPOnDemand.requests.UPDATE"),
                Shape.of(
                        REVERT,
                        List.of(Shape.Member.required(
                                "change_id",
                                "change_id as get_change_history shows it",
                                Scalar.TEXT,
                                Constraints.size(0, 40).withContent()))),
                Optional.of(
                        new WriteTools(Requests.REQUESTS, context).outcomes().output()),
                (ToolHandler.Planning) (given, call) -> ToolFailures.planning(() ->
                        revert(((Arguments) given).requiredText("change_id").strip(), call))));
    }

    private PlannedChange<ObjectNode> revert(String changeId, CallContext call) {
        Change change = limited(call, () -> available(() -> found(changeId)))
                .filter(found -> found.outcome() != Change.Outcome.NOT_MADE && isOfRecord(found))
                .orElseThrow(() -> new ToolFailure(
                                "There is no change of that change_id that was made. Look with get_change_history.")
                        .because(FailureCause.NOT_FOUND));
        ModuleDescription module = Modules.of(change.entityType());
        WriteTools writes = new WriteTools(module, context);
        ObjectNode now = context.records(module).read(change.entityId());
        ObjectNode back = KeptValues.before(change.fields());
        if (KeptValues.planned(now, back).isEmpty()) {
            return PlannedChange.none(writes.outcomes().outcome("nothing: it is as it was before that change", now));
        }
        refuseIfChangedSince(change, now, module);
        return writes.update(REVERT, "reverted", context.records(module).entityOf(now), now, back, call);
    }

    /** Changes of parts of records, such as tasks, are kept too, but name no record. */
    private static boolean isOfRecord(Change change) {
        return Modules.ALL.stream().anyMatch(module -> module.singular().equals(change.entityType()));
    }

    private static void refuseIfChangedSince(Change change, ObjectNode now, ModuleDescription module) {
        String lost = change.fields().stream()
                .filter(KeptValues::isLost)
                .map(Change.Field::name)
                .collect(Collectors.joining(", "));
        if (!lost.isEmpty()) {
            throw new ToolFailure("Nothing was changed: the value before was too long to be kept (" + lost + ").");
        }
        String changed = change.fields().stream()
                .filter(field -> !KeptValues.isSaid(now, KeptValues.after(List.of(field))))
                .map(Change.Field::name)
                .collect(Collectors.joining(", "));
        if (!changed.isEmpty()) {
            throw new ToolFailure("Nothing was changed: " + changed + " was changed again since that change. Look with"
                    + " get_" + module.singular() + " and get_change_history, then set what you want with update_"
                    + module.singular() + ".");
        }
    }

    private ChangeHistory.Place place(@Nullable String before) {
        if (before == null) {
            return ChangeHistory.Place.START;
        }
        String text = before.strip();
        Optional<ChangeHistory.Place> last = isChangeId(text) ? history.placeOf(text) : Optional.empty();
        if (last.isPresent()) {
            return last.get();
        }
        try {
            return new ChangeHistory.Place(
                    Objects.requireNonNull(TimeArgument.of("before", text, context.zone(), TimeArgument.Day.START)),
                    "");
        } catch (ToolFailure wrong) {
            throw new ToolFailure(
                    "\"before\" must be a change_id as get_change_history shows it, or a time of the years 1970 to 9999"
                            + " like 2026-01-31T12:00:00Z.",
                    wrong);
        }
    }

    private Optional<Change> found(String changeId) {
        return isChangeId(changeId) ? history.find(changeId) : Optional.empty();
    }

    /** Not every database takes any text. */
    private static boolean isChangeId(String text) {
        return CHANGE_ID.matcher(text).matches();
    }

    private <T> T limited(CallContext call, Supplier<T> work) {
        try {
            return limit.run(call.caller().keyName(), work);
        } catch (WorkLimit.Exceeded exceeded) {
            throw new ToolFailure(
                    "Nothing was done: this API key reads the change history too often (" + exceeded.getMessage()
                            + "). Wait for the answers that are due, then try again in " + exceeded.retryAfterSeconds()
                            + " s, one call after the other.",
                    exceeded);
        } catch (InterruptedException cancelled) {
            throw CallCancelled.of("cancelled while waiting for the change history", cancelled);
        }
    }

    private static <T> T available(Supplier<T> look) {
        try {
            return look.get();
        } catch (DatabaseUnavailable away) {
            throw new ToolFailure("The change history cannot be read now. Try again later.", away);
        }
    }
}
