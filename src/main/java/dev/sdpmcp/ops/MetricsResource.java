package dev.sdpmcp.ops;

import dev.sdpmcp.access.Caller;
import dev.sdpmcp.access.HttpError;
import dev.sdpmcp.access.HttpFailure;
import dev.sdpmcp.telemetry.metrics.Metrics;
import dev.sdpmcp.telemetry.metrics.Metrics.MetricsPage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

/**
 * {@code GET /metrics}: the metrics of this process, for Prometheus with an admin key. Other servers on the same
 * database have their own. Reading them makes no call to another process.
 */
@Path("metrics")
@ApplicationScoped
public class MetricsResource {

    @Inject
    private Metrics metrics;

    @GET
    public Response read(@Context SecurityContext security, @Context HttpHeaders headers) {
        if (!Caller.of(security).admin()) {
            throw new HttpFailure(HttpError.ADMIN_KEY_REQUIRED);
        }
        MetricsPage page = metrics.page(headers.getHeaderString(HttpHeaders.ACCEPT));
        return Response.ok(page.content(), page.contentType()).build();
    }
}
