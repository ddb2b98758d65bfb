package dev.sdpmcp.tool.registry;

import dev.sdpmcp.mcp.PromptMessage;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.Capability;
import dev.sdpmcp.tool.CompletedBy;
import dev.sdpmcp.tool.Completer;
import dev.sdpmcp.tool.Description;
import dev.sdpmcp.tool.Effect;
import dev.sdpmcp.tool.McpPrompt;
import dev.sdpmcp.tool.McpResource;
import dev.sdpmcp.tool.McpTool;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.tool.UnknownResource;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** A small help desk with everything declared once that can be declared. */
class FakeDesk implements Capability {

    record Which(
            @Description("The ticket") @NotBlank String id,
            @Description("Notes to show") @Min(0) @Nullable Integer notes) {}

    record Ticket(
            @Description("The id") String id,
            @Description("What it is about") String subject,
            @Description("Who works on it") @Nullable String technician,
            @Description("What was said") List<Note> notes) {
        record Note(
                @Description("Who") String author,
                @Description("Whether all may see it") boolean open) {}
    }

    @McpTool(
            name = "get_ticket",
            toolset = "requests",
            title = "Get ticket",
            description = "Reads one ticket",
            effect = Effect.READ)
    public Ticket getTicket(Which which) {
        if (which.id().equals("0")) {
            throw new ToolFailure("there is no ticket 0; search for it");
        }
        int notes = which.notes() == null ? 0 : which.notes();
        return new Ticket(which.id(), "Printer \"Bär\"", null, List.of(new Ticket.Note("Ann", notes > 0)));
    }

    record Text(@Description("What to say back") @NotBlank String text) {}

    @McpTool(name = "echo", toolset = "requests", title = "Echo", description = "Says it back", openWorld = false)
    public String echo(CallContext context, Text text) {
        context.checkCancelled();
        return context.caller().keyName() + ": " + text.text();
    }

    @McpTool(
            name = "close_all",
            toolset = "requests",
            title = "Close all",
            description = "Closes all tickets",
            effect = Effect.DESTRUCTIVE,
            idempotent = true)
    public String closeAll() {
        return "closed";
    }

    @McpTool(name = "break_down", toolset = "requests", title = "Break", description = "Fails as programs fail")
    public String breakDown(Text how) {
        if (how.text().equals("cancel")) {
            throw new CancellationException();
        }
        throw new IllegalStateException(how.text());
    }

    record Person(
            @Description("Whose day") @NotBlank @CompletedBy(Technicians.class)
            String technician,

            @Description("Which day") @Nullable String day) {}

    @McpPrompt(name = "plan_day", title = "Plan a day", description = "Sorts the tickets of a technician")
    public List<PromptMessage> planDay(Person person) {
        return List.of(PromptMessage.user(
                "Plan " + (person.day() == null ? "today" : person.day()) + " for " + person.technician()));
    }

    @McpPrompt(name = "hello", title = "Hello", description = "Greets")
    public List<PromptMessage> hello(CallContext context) {
        return List.of(PromptMessage.user("Hello " + context.caller().keyName()));
    }

    @McpResource(uri = "sdp://tickets/open", name = "open", title = "Open", description = "All open tickets")
    public String open() {
        return "two";
    }

    record TicketId(
            @Description("The id") @Pattern(regexp = "[0-9]*|open2")
            String id) {}

    @McpResource(uri = "sdp://tickets/{id}", name = "ticket", title = "Ticket", description = "One ticket")
    public String ticket(TicketId ticket) {
        if (ticket.id().equals("0")) {
            throw new UnknownResource("sdp://tickets/0");
        }
        return "# " + ticket.id();
    }

    record File(
            @Description("The ticket") String id,

            @Description("The name") @CompletedBy(FileNames.class)
            String file) {}

    @McpResource(
            uri = "sdp://tickets/{id}/files/{file}",
            name = "file",
            title = "File",
            description = "A file of a ticket",
            mimeType = "text/plain")
    public String file(File file, CallContext context) {
        return file.id() + "|" + file.file() + "|" + context.caller().keyName();
    }

    static class Technicians implements Completer {
        @Override
        public List<String> complete(String typed, Map<String, String> others, CallContext context) {
            return List.of("Ann", "Anton", "Bert").stream()
                    .filter(name -> name.startsWith(typed))
                    .toList();
        }
    }

    static class FileNames implements Completer {
        @Override
        public List<String> complete(String typed, Map<String, String> others, CallContext context) {
            return java.util.stream.IntStream.range(0, 150)
                    .mapToObj(number -> others.get("id") + "-" + number)
                    .toList();
        }
    }
}
