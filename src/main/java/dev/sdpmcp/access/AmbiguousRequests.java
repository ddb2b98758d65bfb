package dev.sdpmcp.access;

import dev.sdpmcp.requesthead.RequestHead;
import dev.sdpmcp.telemetry.CorrelationIds;
import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Servlet filter that refuses requests whose path or length two programs may read differently, and closes their
 * connections: the bytes that follow might be a second request that a proxy took for the body of the first, with
 * forwarding headers made by the client (RFC 9112, 6.1 and 11.2). It runs before all other checks, since an answer to
 * the first request lets the second one in. On Payara the launcher has done the same before the server decoded
 * anything ({@link HeadRefusals}); this filter is for WildFly, whose Undertow refuses what it cannot parse, and for a
 * Payara without the launcher. Thread-safe.
 */
public class AmbiguousRequests implements Filter {

    static final String TRANSFER_ENCODING = "Transfer-Encoding";

    @Inject
    private ClientAddressFilter addresses;

    @Inject
    private Refusals refusals;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest httpRequest = (HttpServletRequest) request;
        Optional<HttpError> error = headOf(httpRequest).flaw().map(HeadRefusals::errorOf);
        if (error.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        RequestAttributes.setCorrelationId(httpRequest, CorrelationIds.next());
        // only for the log line: the request is refused whatever its address is
        addresses.note(httpRequest, name -> Collections.list(httpRequest.getHeaders(name)));
        Response answer = refusals.response(httpRequest, new HttpFailure(error.get()));
        ClientDisconnects.answer(httpRequest, () -> FallthroughFilter.write(answer, (HttpServletResponse) response));
    }

    /** Servlet containers return the request URI undecoded. */
    private static RequestHead headOf(HttpServletRequest request) {
        return new RequestHead(
                request.getMethod(),
                String.valueOf(request.getRequestURI()),
                request.getProtocol(),
                values(request, HttpHeaders.HOST),
                values(request, TRANSFER_ENCODING),
                values(request, HttpHeaders.CONTENT_LENGTH));
    }

    private static List<String> values(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name));
    }
}
