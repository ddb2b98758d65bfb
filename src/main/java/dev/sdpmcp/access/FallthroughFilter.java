package dev.sdpmcp.access;

import dev.sdpmcp.telemetry.CorrelationIds;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;

/**
 * Servlet filter, and error page of the application ({@code web.xml}), that lets only the JAX-RS servlet serve
 * requests. Servers add servlets to every application (metrics, OpenAPI, static files) and answer malformed requests
 * on their own pages, which bypass the JAX-RS filters and disclose the server. Such requests end here, with the same
 * checks of address, host and origin, and an error in the common form. Thread-safe.
 */
public class FallthroughFilter implements Filter {

    @Inject
    private ClientAddressFilter addresses;

    @Inject
    private HostFilter hosts;

    @Inject
    private Refusals refusals;

    private String servedBy = "";

    /**
     * @param configuration names, as {@code servedBy}, the JAX-RS servlet, which has the name of our application
     *     class
     */
    @Override
    public void init(FilterConfig configuration) throws ServletException {
        String name = configuration.getInitParameter("servedBy");
        if (name == null) {
            throw new ServletException("web.xml does not say which servlet is this application's");
        }
        servedBy = name;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest httpRequest = (HttpServletRequest) request;
        boolean failed = httpRequest.getDispatcherType() == DispatcherType.ERROR;
        if (!failed && servedBy.equals(httpRequest.getHttpServletMapping().getServletName())) {
            chain.doFilter(request, response);
        } else if (!response.isCommitted() && !ClientDisconnects.isGone(httpRequest)) {
            Response answer = refusals.response(httpRequest, new HttpFailure(refusalOf(httpRequest, failed)));
            ClientDisconnects.answer(httpRequest, () -> write(answer, (HttpServletResponse) response));
        }
    }

    private HttpError refusalOf(HttpServletRequest request, boolean failed) {
        RequestAttributes.setCorrelationId(request, CorrelationIds.next());
        return addresses
                .check(request, name -> Collections.list(request.getHeaders(name)))
                .or(() ->
                        hosts.check(request, request.getHeader(HttpHeaders.HOST), request.getHeader(HostFilter.ORIGIN)))
                .orElseGet(() -> failed ? failureOf(request) : HttpError.notFoundAt(request.getRequestURI()));
    }

    private static HttpError failureOf(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
                ? HttpError.ofServer(status)
                        .orElse(status < HttpError.INTERNAL.status() ? HttpError.BAD_REQUEST : HttpError.INTERNAL)
                : HttpError.INTERNAL;
    }

    static void write(Response answer, HttpServletResponse response) throws IOException {
        response.resetBuffer();
        response.setStatus(answer.getStatus());
        ResponseHeadersFilter.ALWAYS.forEach(response::setHeader);
        answer.getStringHeaders().forEach((name, values) -> response.setHeader(name, String.join(", ", values)));
        byte[] body = String.valueOf(answer.getEntity()).getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
