package dev.sdpmcp.access;

import jakarta.servlet.http.HttpServletRequest;

/** What the filters have found out about a request, kept in the request itself. */
public final class RequestFacts {

    private static final String ID = "dev.sdpmcp.requestId";
    private static final String ADDRESS = "dev.sdpmcp.clientAddress";

    private RequestFacts() {}

    static void setId(HttpServletRequest request, String id) {
        request.setAttribute(ID, id);
    }

    /** The id of a request that has passed {@link CorrelationFilter}. */
    public static String idOf(HttpServletRequest request) {
        return String.valueOf(request.getAttribute(ID));
    }

    static void setAddress(HttpServletRequest request, String address) {
        request.setAttribute(ADDRESS, address);
    }

    /** The client's address, of a request that has passed {@link ClientAddressFilter}. */
    public static String addressOf(HttpServletRequest request) {
        return String.valueOf(request.getAttribute(ADDRESS));
    }
}
