package dev.sdpmcp.ops;

import dev.sdpmcp.access.Caller;
import dev.sdpmcp.access.HttpError;
import dev.sdpmcp.access.HttpFailure;
import dev.sdpmcp.access.RequestAttributes;
import dev.sdpmcp.audit.reading.AuditReader;
import dev.sdpmcp.audit.writing.AuditTrail;
import dev.sdpmcp.persistence.DatabaseUnavailable;
import dev.sdpmcp.telemetry.ExceptionSummary;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * {@code GET /audit}: the audit trail, for admin keys. A page as JSON, or everything as JSON or CSV, written while it
 * is read. The database is read on {@link AuditThreads}, never on HTTP threads.
 */
@Path("audit")
@ApplicationScoped
public class AuditResource {

    static final String CSV = "text/csv";

    private static final Logger LOG = System.getLogger(AuditResource.class.getName());
    private static final int PAGE_SECONDS = 40;

    @Inject
    private AuditReader reader;

    @Inject
    private AuditTrail trail;

    @Inject
    private AuditThreads threads;

    @Inject
    private HttpServletRequest request;

    @GET
    @Produces({MediaType.APPLICATION_JSON, CSV})
    public void read(
            @Suspended AsyncResponse answer,
            @Context SecurityContext security,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        if (!Caller.of(security).admin()) {
            throw new HttpFailure(HttpError.ADMIN_KEY_REQUIRED);
        }
        String correlationId = RequestAttributes.correlationIdOf(request);
        if (!trail.isOn()) {
            answer.resume(HttpError.AUDIT_OFF.response(correlationId));
            return;
        }
        try {
            AuditQuery query = AuditQuery.of(uri.getQueryParameters(), prefersCsv(headers));
            start(query, answer, correlationId);
        } catch (AuditQuery.InvalidParameter wrong) {
            answer.resume(HttpError.BAD_PARAMETER.response(correlationId, String.valueOf(wrong.getMessage())));
        }
    }

    private static boolean prefersCsv(HttpHeaders headers) {
        for (MediaType accepted : headers.getAcceptableMediaTypes()) {
            if (accepted.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
                return false;
            }
            if (accepted.isCompatible(MediaType.valueOf(CSV))) {
                return true;
            }
        }
        return false;
    }

    private void start(AuditQuery query, AsyncResponse answer, String correlationId) {
        boolean started;
        if (query.form() == AuditQuery.Form.PAGE) {
            answer.setTimeout(PAGE_SECONDS, TimeUnit.SECONDS);
            answer.setTimeoutHandler(late -> late.resume(HttpError.AUDIT_UNAVAILABLE.response(correlationId)));
            started = threads.page(() -> answer.resume(response(correlationId, () -> page(query))));
        } else {
            // the server writes a streamed entity on the thread that resumes
            started = threads.export(() -> answer.resume(response(correlationId, () -> export(query))));
        }
        if (!started) {
            answer.resume(HttpError.TOO_MANY_AUDIT_READERS.response(correlationId));
        }
    }

    private static Response response(String correlationId, Supplier<Response> reading) {
        try {
            return reading.get();
        } catch (DatabaseUnavailable gone) {
            LOG.log(Level.WARNING, "Request {0}: {1}", correlationId, gone.getMessage());
            return HttpError.AUDIT_UNAVAILABLE.response(correlationId);
        } catch (RuntimeException fault) {
            LOG.log(Level.ERROR, "Request {0} failed: {1}", correlationId, ExceptionSummary.inOneLine(fault));
            return HttpError.INTERNAL.response(correlationId);
        }
    }

    private Response page(AuditQuery query) {
        return Response.ok(
                        AuditJson.page(reader.page(query.filter(), query.cursor(), query.limit())),
                        MediaType.APPLICATION_JSON_TYPE)
                .build();
    }

    private Response export(AuditQuery query) {
        boolean csv = query.form() == AuditQuery.Form.CSV;
        AuditExport export = AuditExport.begin(reader, query.filter());
        StreamingOutput body = out -> export.writeTo(csv ? new AuditCsv(out) : new AuditJson(out));
        return Response.ok(body, csv ? CSV + ";charset=UTF-8" : MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit." + (csv ? "csv" : "json") + '"')
                .build();
    }
}
