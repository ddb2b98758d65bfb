package dev.sdpmcp.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Values that the filters store in the servlet request. */
public final class RequestAttributes {

    private static final String CORRELATION_ID = "dev.sdpmcp.requestId";
    private static final String CLIENT = "dev.sdpmcp.client";
    private static final String CALLER = "dev.sdpmcp.caller";

    /** The client of a request that no filter has seen. */
    private static final ClientAddressCache.Entry NOBODY =
            new ClientAddressCache.Entry("unknown", "unknown", false, false, ClientAddresses.Finding.UNCLEAR);

    private RequestAttributes() {}

    static void setCorrelationId(HttpServletRequest request, String id) {
        request.setAttribute(CORRELATION_ID, id);
    }

    /** The correlation id of an HTTP request that has passed {@link CorrelationFilter}. */
    public static String correlationIdOf(HttpServletRequest request) {
        return String.valueOf(request.getAttribute(CORRELATION_ID));
    }

    static void setAddress(HttpServletRequest request, ClientAddressCache.Entry client) {
        request.setAttribute(CLIENT, client);
    }

    private static ClientAddressCache.Entry clientOf(HttpServletRequest request) {
        return request.getAttribute(CLIENT) instanceof ClientAddressCache.Entry client ? client : NOBODY;
    }

    /** The client's address, of a request that has passed {@link ClientAddressFilter}. */
    public static String addressOf(HttpServletRequest request) {
        return clientOf(request).address();
    }

    /** The name under which requests of the client are counted, see {@link ClientAddressCache.Entry}. */
    public static String networkOf(HttpServletRequest request) {
        return clientOf(request).network();
    }

    /** Whether the client, not only the last proxy, is on this machine. */
    public static boolean isLocal(HttpServletRequest request) {
        return clientOf(request).local();
    }

    /** Whether the request was sent on this machine, see {@link ClientAddressCache.Entry#direct}. */
    static boolean isDirect(HttpServletRequest request) {
        return clientOf(request).direct();
    }

    /** Whether a trusted proxy sent the request and named its client. */
    static boolean isForwarded(HttpServletRequest request) {
        return clientOf(request).finding() == ClientAddresses.Finding.FORWARDED;
    }

    static void setCaller(HttpServletRequest request, Caller caller) {
        request.setAttribute(CALLER, caller);
    }

    /** The authenticated caller, if there is one. */
    public static Optional<Caller> callerOf(HttpServletRequest request) {
        return Optional.ofNullable((Caller) request.getAttribute(CALLER));
    }
}
