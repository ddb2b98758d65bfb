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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Health endpoints, at the same paths on every server; {@code domain-config} moves the MicroProfile Health endpoint of
 * a server. The JSON does not depend on the JSON provider of the server.
 */
@ApplicationScoped
@PublicEndpoint
@Path("health")
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {

    @Inject
    private ServerLifecycle lifecycle;

    @Inject
    private Readiness readiness;

    @Inject
    private SessionAdmission admission;

    @Inject
    private SessionReaper reaper;

    @Inject
    private UpstreamState upstream;

    @Inject
    private AuditTrail trail;

    @Inject
    private HttpServletRequest request;

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
                .withNote(
                        "audit-trail",
                        trail.statistics().map(AuditTrail.Statistics::asData).orElse(Map.of("state", "off"))));
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

    /**
     * Response in the JSON form of MicroProfile Health 4.0, section 3.1.
     *
     * @param status {@code UP} or {@code DOWN}
     */
    record HealthReport(String status, List<Check> checks) {

        /**
         * One check of the report.
         *
         * @param data details for people; omitted if null
         */
        @JsonInclude(JsonInclude.Include.NON_NULL)
        record Check(String name, String status, @Nullable Map<String, String> data) {}

        static HealthReport of(List<Readiness.Answer> answers) {
            boolean up = answers.stream().allMatch(Readiness.Answer::ready);
            return new HealthReport(
                    word(up),
                    answers.stream()
                            .map(answer -> new Check(
                                    answer.name(),
                                    word(answer.ready()),
                                    answer.data().isEmpty() ? null : answer.data()))
                            .toList());
        }

        /** The same report with an informational check, which does not affect the status. */
        HealthReport withNote(String name, Map<String, String> data) {
            List<Check> all = new ArrayList<>(checks);
            all.add(new Check(name, word(true), data));
            return new HealthReport(status, all);
        }

        boolean isUp() {
            return status.equals(word(true));
        }

        private static String word(boolean up) {
            return up ? "UP" : "DOWN";
        }
    }
}
