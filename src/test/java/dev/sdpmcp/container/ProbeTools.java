package dev.sdpmcp.container;

import dev.sdpmcp.tool.Capability;
import dev.sdpmcp.tool.Description;
import dev.sdpmcp.tool.Effect;
import dev.sdpmcp.tool.McpTool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tools that tell how it is on a thread that works for a call. */
@ApplicationScoped
public class ProbeTools implements Capability {

    @Inject
    private Notebook notebook;

    @Inject
    private Ledger ledger;

    private volatile CountDownLatch gate = new CountDownLatch(0);

    public record Text(
            @Description("What to write") @NotBlank String text) {}

    /** What the thread of a call sees. */
    public record Seen(
            @Description("Notebook") String notebook,
            @Description("Session") String session,
            @Description("Thread") String thread) {}

    @McpTool(
            name = "probe_scope",
            toolset = "requests",
            title = "Probe",
            description = "Tells which beans it sees.",
            effect = Effect.READ)
    public Seen scope() {
        return new Seen(
                notebook.name(),
                notebook.sessionHandle(),
                Thread.currentThread().getName());
    }

    @McpTool(
            name = "probe_wait",
            toolset = "requests",
            title = "Wait",
            description = "Waits, then tells its notebook.",
            effect = Effect.READ)
    public String waiting() {
        notebook.name();
        try {
            if (!gate.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody opened the gate");
            }
        } catch (InterruptedException cancelled) {
            return "interrupted, still with notebook " + notebook.name();
        }
        return notebook.name();
    }

    @McpTool(
            name = "probe_transaction",
            toolset = "requests",
            title = "Write",
            description = "Writes in a transaction.")
    public String transaction(Text arguments) {
        return "status " + ledger.write(arguments.text());
    }

    @McpTool(name = "probe_rollback", toolset = "requests", title = "Fail", description = "Fails in a transaction.")
    public String rollback(Text arguments) {
        ledger.fail(arguments.text());
        return "not reached";
    }

    /** From now on {@code probe_wait} waits until the latch opens. */
    public CountDownLatch closeGate() {
        CountDownLatch closed = new CountDownLatch(1);
        gate = closed;
        return closed;
    }
}
