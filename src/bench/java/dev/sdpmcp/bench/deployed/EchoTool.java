package dev.sdpmcp.bench.deployed;

import dev.sdpmcp.tool.Capability;
import dev.sdpmcp.tool.Description;
import dev.sdpmcp.tool.Effect;
import dev.sdpmcp.tool.McpTool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** A tool that does nothing, like every other in form: a record in, checked by its constraints, a record out. */
@ApplicationScoped
public class EchoTool implements Capability {

    public record Words(
            @NotBlank @Size(max = 10_000) @Description("What to say back")
            String text) {}

    public record Echo(@Description("What was said") String text) {}

    @McpTool(
            name = "bench_echo", toolset = "requests",
            title = "Echo",
            description = "Says back what it is told.",
            effect = Effect.READ,
            openWorld = false)
    public Echo echo(Words words) {
        return new Echo(words.text());
    }

    /** The same, but it says that it asks the help desk: the audit trail keeps such calls. */
    @McpTool(
            name = "bench_recorded_echo", toolset = "requests",
            title = "Recorded echo",
            description = "Says back what it is told, and has that recorded.",
            effect = Effect.READ)
    public Echo recorded(Words words) {
        return new Echo(words.text());
    }
}
