package dev.sdpmcp.tool.interceptor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sdpmcp.mcp.Content;
import dev.sdpmcp.mcp.ToolResult;
import dev.sdpmcp.tool.PlannedChange;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.tool.ToolHandler;
import dev.sdpmcp.tool.interceptor.ToolInterceptor.Invocation;
import dev.sdpmcp.tool.shape.ArgumentBinder;
import java.util.List;
import java.util.Objects;

/**
 * The steps around every call of a tool, in one place. A new step is one class and one line in {@link #steps}. The audit
 * trail is outside of all of them: it records calls in {@code dispatch}.
 */
public final class ToolInterceptors {

    private final ObjectMapper mapper;
    private final ArgumentBinder binder;
    private final ToolOffer offer;
    private final ResultBudget budget;

    /**
     * @param mapper the one that results are written with on the wire
     * @param binder of arguments
     * @param offer the rule that also bounds {@code tools/list}
     * @param resultBudget characters of the text of a result
     */
    public ToolInterceptors(ObjectMapper mapper, ArgumentBinder binder, ToolOffer offer, int resultBudget) {
        this.mapper = mapper;
        this.binder = binder;
        this.offer = offer;
        this.budget = new ResultBudget(mapper, resultBudget);
    }

    /**
     * Outermost first: a call passes the steps from the top to the bottom, its result from the bottom to the top. The
     * lines in parentheses are places for steps that do not exist yet.
     */
    public List<ToolInterceptor> steps() {
        return List.of(
                offer, // refuses a tool that this call is not offered
                this::render, // writes the content of the result
                budget, // cuts what is too long for a client
                // (projection: leaves out the fields that were not asked for)
                // (untrusted text: marks text written by users, redacts secrets)
                ToolInterceptors::reportFailure, // a ToolFailure becomes a result
                this::bind, // binds and checks the arguments
                ToolInterceptors::plan, // plans a change
                // (confirmation: asks before the plan is executed)
                ToolInterceptors::execute); // executes the plan or shows it, or does the work of the tool
    }

    private ToolResult bind(Invocation sent, ToolInterceptor.Next next) {
        Invocation invocation = DryRun.read(sent, binder);
        Object bound = binder.bind(invocation.tool().input(), invocation.sent());
        return next.proceed(invocation.withArguments(bound));
    }

    private static ToolResult plan(Invocation invocation, ToolInterceptor.Next next) {
        return invocation.tool().handler() instanceof ToolHandler.Planning planning
                ? next.proceed(invocation.withPlan(planning.plan(arguments(invocation), invocation.context())))
                : next.proceed(invocation);
    }

    private static ToolResult execute(Invocation invocation, ToolInterceptor.Next next) {
        Object result = switch (invocation.tool().handler()) {
            case ToolHandler.Direct direct -> direct.call(arguments(invocation), invocation.context());
            case ToolHandler.Planning planning -> {
                PlannedChange<?> plan = Objects.requireNonNull(invocation.plan(), "not planned");
                yield invocation.dryRun() ? plan.preview() : plan.execute();
            }
        };
        return new ToolResult(List.of(), result, false);
    }

    private static Object arguments(Invocation invocation) {
        return Objects.requireNonNull(invocation.arguments(), "not bound");
    }

    private static ToolResult reportFailure(Invocation invocation, ToolInterceptor.Next next) {
        try {
            return next.proceed(invocation);
        } catch (ToolFailure failure) {
            invocation.context().diagnostics().failed(failure.failureCause());
            return new ToolResult(
                    List.of(Content.text(failure.whatToDo())), failure.data(), true, failure.outcomeUnknown());
        }
    }

    /** A structured result goes out twice, as itself and as text (2025-11-25, Tools, Structured Content). */
    private ToolResult render(Invocation invocation, ToolInterceptor.Next next) {
        ToolResult result = next.proceed(invocation);
        Object structured = result.structuredContent();
        if (result.isError() || structured == null) {
            return result;
        }
        if (structured instanceof String text) {
            return new ToolResult(List.of(Content.text(text)), null, false);
        }
        try {
            String text = mapper.writeValueAsString(structured);
            return new ToolResult(List.of(Content.text(text)), structured, false);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(structured.getClass().getName() + " cannot be written as JSON", unwritable);
        }
    }
}
