package dev.sdpmcp.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sdpmcp.access.PublicEndpoint;
import dev.sdpmcp.access.RequestAttributes;
import dev.sdpmcp.audit.writing.AuditTrail;
import dev.sdpmcp.lifecycle.Readiness;
import dev.sdpmcp.lifecycle.ServerLifecycle;
import dev.sdpmcp.persistence.StoredJson;
import dev.sdpmcp.session.SessionAdmission;
import dev.sdpmcp.session.SessionReaper;
import dev.sdpmcp.upstream.UpstreamState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Health endpoints, at the same paths on every server; {@code domain-config} moves the MicroProfile Health endpoint
 * of a server aside. JSON is written by our own mapper, since the JSON providers of servers differ.
 */
@ApplicationScoped
@PublicEndpoint
@Path("health")
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {

    private final ServerLifecycle lifecycle;
    private final Readiness readiness;

    private final SessionAdmission admission;
    private final SessionReaper reaper;
    private final UpstreamState upstream;
    private final AuditTrail trail;
    private final HttpServletRequest request;

    @Inject
    HealthResource(
            ServerLifecycle lifecycle,
            Readiness readiness,
            SessionAdmission admission,
            SessionReaper reaper,
            UpstreamState upstream,
            AuditTrail trail,
            HttpServletRequest request) {
        this.upstream = upstream;
        this.trail = trail;
        this.lifecycle = lifecycle;
        this.readiness = readiness;
        this.admission = admission;
        this.reaper = reaper;
        this.request = request;
    }

    /** For the client proxy; public, since RESTEasy requires that. */
    @SuppressWarnings("NullAway")
    public HealthResource() {
        this.lifecycle = null;
        this.readiness = null;
        this.admission = null;
        this.reaper = null;
        this.upstream = null;
        this.trail = null;
        this.request = null;
    }

    /**
     * Summary for people and monitors. Connections are shown only to clients on this machine and to holders of a key.
     */
    @GET
    public Response status(@Context SecurityContext security) {
        boolean insider = security.getUserPrincipal() != null || RequestAttributes.isLocal(request);
        return json(
                Response.Status.OK,
                new ServerStatus(
                        "ok",
                        "sse",
                        lifecycle.uptime().toSeconds(),
                        insider ? admission.total() : null,
                        insider ? admission.byAddress() : null));
    }

    /** Liveness: UP as long as the {@link SessionReaper} runs. */
    @GET
    @Path("live")
    public Response live() {
        return report(HealthReport.of(List.of(new Readiness.Answer("sessions", reaper.isRunning()))));
    }

    /**
     * Readiness: 503 until every check passes, and again during shutdown. An unavailable ServiceDesk Plus is reported
     * but does not count: taking this server out of service would not fix it.
     */
    @GET
    @Path("ready")
    public Response ready() {
        return report(HealthReport.of(readiness.answers())
                .withNote("upstream", upstream.asData())
                .withNote("audit-trail", trail.asData()));
    }

    /** Startup: the application has started when this method can be called. */
    @GET
    @Path("started")
    public Response started() {
        return report(HealthReport.of(List.of(new Readiness.Answer("application", true))));
    }

    private static Response report(HealthReport report) {
        return json(report.isUp() ? Response.Status.OK : Response.Status.SERVICE_UNAVAILABLE, report);
    }

    private static Response json(Response.Status status, Object body) {
        try {
            return Response.status(status)
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .entity(StoredJson.MAPPER.writeValueAsString(body))
                    .build();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a record of plain values has a JSON form", impossible);
        }
    }

    /**
     * The response of {@code GET /health}.
     *
     * @param uptime whole seconds
     * @param totalConnections open streams; null, and then omitted, for clients that may not see them
     * @param connectionsByIP open streams per address; null likewise
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ServerStatus(
            String status,
            String transport,
            long uptime,
            @Nullable Integer totalConnections,
            @Nullable Map<String, Integer> connectionsByIP) {}
}
