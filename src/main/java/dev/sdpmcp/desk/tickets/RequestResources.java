package dev.sdpmcp.desk.tickets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.desk.ToolFailures;
import dev.sdpmcp.desk.module.Requests;
import dev.sdpmcp.desk.module.engine.ModuleContext;
import dev.sdpmcp.desk.module.engine.RecordView;
import dev.sdpmcp.desk.module.engine.Records;
import dev.sdpmcp.tool.Capability;
import dev.sdpmcp.tool.CompletedBy;
import dev.sdpmcp.tool.Description;
import dev.sdpmcp.tool.McpResource;
import dev.sdpmcp.tool.UnknownResource;
import dev.sdpmcp.upstream.UpstreamFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.Objects;

/** Requests as resources, for clients that let people pick one. */
@ApplicationScoped
public class RequestResources implements Capability {

    private static final int MAX_CHARACTERS = 20_000;

    private final ModuleContext context;

    @Inject
    public RequestResources(ModuleContext context) {
        this.context = context;
    }

    /** For the client proxy of the container. */
    @SuppressWarnings("NullAway")
    protected RequestResources() {
        this(null);
    }

    /** The variables of the template. */
    public record Variables(
            @Description("Number or internal id of the request")
            @NotBlank
            @Pattern(regexp = "[A-Za-z #.:_-]{0,20}[0-9]{1,19}")
            @CompletedBy(RequestNumberCompleter.class)
            String id) {}

    @McpResource(
            uri = "sdp://requests/{id}",
            name = "request",
            title = "A request of the help desk",
            description = "One request (ticket) as Markdown, by its number or internal id",
            tool = "get_request")
    public String request(Variables given) {
        JsonNode request = ToolFailures.translating(() -> {
            try {
                return context.records(Requests.REQUESTS).read(given.id());
            } catch (Records.Unknown unknown) {
                throw new UnknownResource("sdp://requests/" + given.id());
            } catch (UpstreamFailure.NotFound gone) {
                throw new UnknownResource("sdp://requests/" + given.id());
            }
        });
        return RequestMarkdown.of(RecordView.details(
                        Objects.requireNonNull(Requests.REQUESTS.details()), MAX_CHARACTERS, false, context.zone())
                .of(request));
    }
}
