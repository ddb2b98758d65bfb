package dev.sdpmcp.access;

import dev.sdpmcp.telemetry.ExceptionSummary;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** Maps exceptions of JAX-RS and unexpected ones to our error form. */
@Provider
@ApplicationScoped
public class HttpErrorMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = System.getLogger(HttpErrorMapper.class.getName());

    @Inject
    private Refusals refusals;

    @Inject
    private HttpServletRequest request;

    @Override
    public Response toResponse(Throwable failure) {
        return switch (failure) {
            case HttpFailure refused -> refusals.response(request, refused);
            case WebApplicationException refused -> ofServer(refused.getResponse());
            case IOException incomplete -> {
                // Only bodies are read on these threads.
                LOG.log(Level.DEBUG, "A body did not arrive: {0}", ExceptionSummary.inOneLine(incomplete));
                yield refusals.response(request, new HttpFailure(HttpError.BODY_TOO_SLOW));
            }
            default -> {
                String correlationId = RequestAttributes.correlationIdOf(request);
                LOG.log(Level.ERROR, "Request {0} failed: {1}", correlationId, ExceptionSummary.inOneLine(failure));
                yield HttpError.INTERNAL.response(correlationId);
            }
        };
    }

    /** An error of JAX-RS; a redirection or the like keeps its status, without a body. */
    private Response ofServer(Response answer) {
        Optional<HttpError> error = HttpError.ofServer(answer.getStatus());
        if (error.isEmpty()) {
            return Response.fromResponse(answer).entity(null).build();
        }
        HttpError found =
                error.get() == HttpError.NOT_FOUND ? HttpError.notFoundAt(request.getRequestURI()) : error.get();
        Response ours = refusals.response(request, new HttpFailure(found));
        Object allow = answer.getHeaders().getFirst(HttpHeaders.ALLOW);
        return allow == null
                ? ours
                : Response.fromResponse(ours).header(HttpHeaders.ALLOW, allow).build();
    }
}
