package dev.sdpmcp.access;

import dev.sdpmcp.telemetry.Faults;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;

/** Puts what JAX-RS itself refuses, and what we failed to foresee, into the one form of our errors. */
@Provider
@ApplicationScoped
public class HttpErrorMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = System.getLogger(HttpErrorMapper.class.getName());

    @Inject
    private HttpServletRequest request;

    @Override
    public Response toResponse(Throwable failure) {
        String requestId = CorrelationFilter.idOf(request);
        if (failure instanceof Refused refused) {
            return refused.error().response(requestId);
        }
        if (failure instanceof WebApplicationException refused) {
            int status = refused.getResponse().getStatus();
            return Arrays.stream(HttpError.values())
                    .filter(error -> error.status() == status)
                    .findFirst()
                    .map(error -> error.response(requestId))
                    .orElseGet(() -> Response.fromResponse(refused.getResponse())
                            .entity(null)
                            .build());
        }
        LOG.log(Level.ERROR, "Request {0} failed: {1}", requestId, Faults.inOneLine(failure));
        return HttpError.INTERNAL.response(requestId);
    }
}
