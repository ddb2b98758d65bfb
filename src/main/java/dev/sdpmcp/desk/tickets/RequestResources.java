package dev.sdpmcp.desk.tickets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.desk.ToolFailures;
import dev.sdpmcp.desk.request.RequestNumberCompleter;
import dev.sdpmcp.desk.request.Requests;
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

/** Requests as resources, for clients that let people pick one. */
@ApplicationScoped
public class RequestResources implements Capability {

    private static final int MOST_CHARACTERS = 20_000;

    private final Requests requests;

    @Inject
    public RequestResources(Requests requests) {
        this.requests = requests;
    }

    /** For the client proxy of the container. */
    @SuppressWarnings("NullAway")
    protected RequestResources() {
        this(null);
    }

    /** The variables of the template. */
    public record Which(
            @Description("Number or internal id of the request")
            @NotBlank
            @Pattern(regexp = "#?[0-9]{1,19}")
            @CompletedBy(RequestNumberCompleter.class)
            String id) {}

    @McpResource(
            uri = "sdp://requests/{id}",
            name = "request",
            title = "A request of the help desk",
            description = "One request (ticket) as Markdown, by its number or internal id")
    public String request(Which which) {
        JsonNode request = ToolFailures.translating(() -> {
            try {
                return requests.read(which.id());
            } catch (Requests.Unknown unknown) {
                throw new UnknownResource("sdp://requests/" + which.id());
            } catch (UpstreamFailure.NotFound gone) {
                throw new UnknownResource("sdp://requests/" + which.id());
            }
        });
        return RequestMarkdown.of(RequestReader.details(request, MOST_CHARACTERS, false));
    }
}
