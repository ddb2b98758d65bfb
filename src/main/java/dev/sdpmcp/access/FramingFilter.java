package dev.sdpmcp.access;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/**
 * Refuses a request whose end is not plain, and closes the connection: what follows might be a second request that a proxy
 * took for the body of the first, with forwarding headers of the client's making (RFC 9112, 6.1 and 11.2). The server beneath
 * refuses most of these tricks itself; it takes codings that nobody knows, and two lengths of different kinds, of which it
 * shows us one: hence {@link ResponseHeadersFilter} ends every connection on which a coding was named. First of all checks, since an answer to the first request lets the second one in.
 */
@Provider
@PreMatching
@Priority(FilterOrder.FRAMING)
@ApplicationScoped
public class FramingFilter implements ContainerRequestFilter {

    static final String TRANSFER_ENCODING = "Transfer-Encoding";

    @Inject
    private Refusals refusals;

    @Inject
    private HttpServletRequest servletRequest;

    @Override
    public void filter(ContainerRequestContext request) {
        String coding = request.getHeaderString(TRANSFER_ENCODING);
        if (coding == null) {
            return;
        }
        boolean twoLengths = request.getHeaderString(HttpHeaders.CONTENT_LENGTH) != null;
        if (twoLengths || !coding.strip().equalsIgnoreCase("chunked")) {
            refusals.refuse(request, servletRequest, HttpError.AMBIGUOUS_LENGTH);
        }
    }
}
