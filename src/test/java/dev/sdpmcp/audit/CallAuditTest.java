package dev.sdpmcp.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.AuditRow.CallOutcome;
import dev.sdpmcp.audit.row.AuditRow.RowKind;
import dev.sdpmcp.audit.row.RecordedArguments;
import dev.sdpmcp.dispatch.CallInterceptor.InterceptedCall;
import dev.sdpmcp.mcp.Content;
import dev.sdpmcp.mcp.McpMethod;
import dev.sdpmcp.mcp.ToolResult;
import dev.sdpmcp.telemetry.KnownSecrets;
import dev.sdpmcp.tool.Effect;
import dev.sdpmcp.tool.FailureCause;
import dev.sdpmcp.tool.InvalidArguments;
import dev.sdpmcp.tool.McpTool;
import dev.sdpmcp.tool.QuietContext;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.tool.registry.GivenTools;
import dev.sdpmcp.upstream.UpstreamExchange;
import dev.sdpmcp.upstream.UpstreamWrite;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Rows of calls and when they are recorded. */
class CallAuditTest {

    private static final UpstreamWrite WRITE = new UpstreamWrite("PUT", "requests/100000000000123");

    private final FakeTrail trail = new FakeTrail();
    private final CallAudit audit = new CallAudit(
            trail, GivenTools.of(new Tools()), new RecordedArguments(KnownSecrets.masking("very-secret")));

    /** Of all calls. */
    private final QuietContext context = new QuietContext();

    /** One tool of each kind. */
    public static final class Tools implements dev.sdpmcp.tool.Capability {
        @McpTool(
                name = "look",
                toolset = "requests",
                entityType = "request",
                title = "Look",
                description = "looks",
                effect = Effect.READ)
        public String look() {
            return "";
        }

        @McpTool(
                name = "change",
                toolset = "requests",
                entityType = "request",
                title = "Change",
                description = "changes")
        public String change() {
            return "";
        }

        @McpTool(
                name = "echo",
                toolset = "requests",
                entityType = "request",
                title = "Echo",
                description = "echoes",
                effect = Effect.READ,
                openWorld = false)
        public String echo() {
            return "";
        }
    }

    private Object call(String tool, Supplier<Object> work) {
        ObjectNode params = JsonNodeFactory.instance.objectNode().put("name", tool);
        params.putObject("arguments").put("request_id", "#1042").put("note", "very-secret");
        return audit.around(new InterceptedCall(McpMethod.TOOLS_CALL, params, context), work);
    }

    private static ToolResult said(String text) {
        return new ToolResult(List.of(Content.text(text)), null, false);
    }

    @Test
    void records_the_intent_before_a_change_and_its_outcome_after_it() {
        Object result = call("change", () -> {
            assertThat(trail.rows).extracting(AuditRow::kind).containsExactly(RowKind.INTENT);
            audit.beforeWrite(WRITE);
            audit.exchanged(new UpstreamExchange("PUT", WRITE.path(), 200, Duration.ofMillis(12)));
            return said("{\"display_id\":\"1042\",\"id\":\"100000000000123\"}");
        });

        assertThat(result).isInstanceOf(ToolResult.class);
        AuditRow intent = trail.rows.get(0);
        AuditRow outcome = trail.rows.get(1);
        assertThat(trail.rows).hasSize(2);
        assertThat(outcome.kind()).isEqualTo(RowKind.OUTCOME);
        assertThat(outcome.callId()).isEqualTo(intent.callId());
        assertThat(outcome.ending().outcome()).isEqualTo(CallOutcome.OK);
        assertThat(outcome.ending().targets())
                .isEqualTo(new AuditRow.Targets("request", "100000000000123", "1042", "1042 100000000000123"));
        assertThat(outcome.ending().upstream())
                .isEqualTo("[{\"method\":\"PUT\",\"path\":\"requests/100000000000123\",\"status\":200,\"ms\":12}]");
        assertThat(intent.what().arguments()).doesNotContain("very-secret");
        assertThat(intent.who().keyName()).isEqualTo("test");
        assertThat(intent.who().requestId()).isEqualTo("request");
    }

    @Test
    void refuses_a_change_that_cannot_be_recorded() {
        trail.writable = false;
        ToolResult result = (ToolResult) call("change", () -> {
            throw new AssertionError("must not be done");
        });

        assertThat(result.isError()).isTrue();
        assertThat(result.content().toString()).contains("Nothing was done", "audit trail");
        assertThat(trail.rows).singleElement().satisfies(row -> {
            assertThat(row.ending().outcome()).isEqualTo(CallOutcome.REFUSED);
            assertThat(row.ending().cause()).isEqualTo("database");
        });
    }

    @Test
    void allows_reads_when_nothing_can_be_recorded() {
        trail.writable = false;

        assertThat(call("look", () -> said("it"))).isEqualTo(said("it"));
    }

    @Test
    void records_a_read_when_it_is_done() {
        call("look", () -> {
            assertThat(trail.rows).isEmpty();
            return said("it");
        });

        assertThat(trail.rows).singleElement().satisfies(row -> {
            assertThat(row.kind()).isEqualTo(RowKind.CALL);
            assertThat(row.ending().targets().displayId()).isEqualTo("1042");
        });
    }

    @Test
    void records_no_call_that_does_not_reach_the_help_desk() {
        call("echo", () -> said("echo"));
        assertThat(trail.rows).isEmpty();

        call("echo", () -> {
            audit.exchanged(new UpstreamExchange("GET", "requests", 200, Duration.ZERO));
            return said("echo");
        });
        assertThat(trail.rows).hasSize(1);
    }

    @Test
    void stops_a_write_that_has_no_intent_on_its_thread() {
        assertThatThrownBy(() -> audit.beforeWrite(WRITE)).isInstanceOf(ToolFailure.class);
        assertThatThrownBy(() -> call("look", () -> {
                    audit.beforeWrite(WRITE);
                    return said("done");
                }))
                .isInstanceOf(ToolFailure.class)
                .hasMessageContaining("Nothing was sent");
        assertThatThrownBy(() -> audit.beforeWrite(WRITE)).isInstanceOf(ToolFailure.class);
    }

    @Test
    void records_the_outcome_of_calls_that_throw() {
        assertThatThrownBy(() -> call("change", () -> {
                    throw new CancellationException();
                }))
                .isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> call("look", () -> {
                    throw new InvalidArguments("no");
                }))
                .isInstanceOf(InvalidArguments.class);
        assertThatThrownBy(() -> call("look", () -> {
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);

        assertThat(trail.rows)
                .extracting(row -> row.ending().outcome())
                .containsExactly(CallOutcome.OPEN, CallOutcome.CANCELLED, CallOutcome.REFUSED, CallOutcome.FAILED);
    }

    @Test
    void records_the_cause_of_a_failure_and_notes_the_ticket() {
        call("look", () -> {
            context.diagnostics().failed(FailureCause.UPSTREAM_UNAVAILABLE);
            return ToolResult.failure("It does not answer.");
        });
        call("look", () -> said("it"));

        assertThat(trail.rows).extracting(row -> row.ending().cause()).containsExactly("upstream_unavailable", null);
        assertThat(context.diagnostics().ticket()).isEqualTo("1042");
    }

    @Test
    void notes_the_ticket_before_the_end_of_a_call_and_without_a_trail() {
        trail.on = false;
        call("echo", () -> {
            assertThat(context.diagnostics().ticket()).isEqualTo("1042");
            return said("it");
        });
    }

    @Test
    void records_an_unknown_outcome_of_a_change() {
        call("change", () -> new ToolResult(List.of(Content.text("indeterminate: true")), null, true, true));
        assertThatThrownBy(() -> call("change", () -> {
                    audit.exchanged(new UpstreamExchange("PUT", WRITE.path(), 0, Duration.ofMillis(12)));
                    audit.exchanged(new UpstreamExchange("GET", WRITE.path(), 200, Duration.ofMillis(12)));
                    throw new CancellationException();
                }))
                .isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> call("change", () -> {
                    audit.exchanged(new UpstreamExchange("PUT", WRITE.path(), 200, Duration.ofMillis(12)));
                    audit.exchanged(new UpstreamExchange("GET", WRITE.path(), 0, Duration.ofMillis(12)));
                    throw new CancellationException();
                }))
                .isInstanceOf(CancellationException.class);

        assertThat(trail.rows)
                .filteredOn(row -> row.kind() == RowKind.OUTCOME)
                .extracting(row -> row.ending().outcome())
                .containsExactly(CallOutcome.UNKNOWN, CallOutcome.UNKNOWN, CallOutcome.CANCELLED);
    }

    /** Value that refers to itself and has no JSON form; no message of a client contains one. */
    public static final class Formless {
        public Formless getValue() {
            return this;
        }
    }

    @Test
    void returns_the_result_of_a_read_but_refuses_a_change_if_arguments_cannot_be_recorded() {
        ObjectNode params = JsonNodeFactory.instance.objectNode().put("name", "look");
        params.putObject("arguments").put("request_id", "1042").putPOJO("odd", new Formless());

        Object result =
                audit.around(new InterceptedCall(McpMethod.TOOLS_CALL, params, new QuietContext()), () -> said("it"));

        assertThat(result).isEqualTo(said("it"));
        assertThat(trail.rows).singleElement().satisfies(row -> {
            assertThat(row.what().tool()).isEqualTo("look");
            assertThat(row.what().arguments()).isNull();
            assertThat(row.ending().targets().displayId()).isEqualTo("1042");
        });
        params.put("name", "change");
        assertThatThrownBy(() ->
                        audit.around(new InterceptedCall(McpMethod.TOOLS_CALL, params, new QuietContext()), () -> {
                            throw new AssertionError("must not be done");
                        }))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void records_resources_that_were_read() {
        ObjectNode params = JsonNodeFactory.instance.objectNode().put("uri", "sdp://requests/1042");

        audit.around(new InterceptedCall(McpMethod.RESOURCES_READ, params, new QuietContext()), () -> Map.of());

        assertThat(trail.rows).singleElement().satisfies(row -> {
            assertThat(row.what().method()).isEqualTo("resources/read");
            assertThat(row.ending().targets().displayId()).isEqualTo("1042");
        });
    }

    @Test
    void records_nothing_when_it_is_switched_off() {
        trail.on = false;

        assertThat(call("change", () -> {
                    audit.beforeWrite(WRITE);
                    return said("done");
                }))
                .isEqualTo(said("done"));
        assertThat(trail.rows).isEmpty();
    }
}
