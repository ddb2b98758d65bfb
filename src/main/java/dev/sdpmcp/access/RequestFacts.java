package dev.sdpmcp.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** What the filters have found out about a request, kept in the request itself. */
public final class RequestFacts {

    private static final String ID = "dev.sdpmcp.requestId";
    private static final String ADDRESS = "dev.sdpmcp.clientAddress";
    private static final String NETWORK = "dev.sdpmcp.clientNetwork";
    private static final String CALLER = "dev.sdpmcp.caller";

    private RequestFacts() {}

    static void setId(HttpServletRequest request, String id) {
        request.setAttribute(ID, id);
    }

    /** The id of a request that has passed {@link CorrelationFilter}. */
    public static String idOf(HttpServletRequest request) {
        return String.valueOf(request.getAttribute(ID));
    }

    static void setAddress(HttpServletRequest request, String address, String network) {
        request.setAttribute(ADDRESS, address);
        request.setAttribute(NETWORK, network);
    }

    /** The client's address, of a request that has passed {@link ClientAddressFilter}. */
    public static String addressOf(HttpServletRequest request) {
        return String.valueOf(request.getAttribute(ADDRESS));
    }

    /** Under which name the requests of the client's address are counted, see {@link AddressBook.Entry}. */
    public static String networkOf(HttpServletRequest request) {
        return String.valueOf(request.getAttribute(NETWORK));
    }

    static void setCaller(HttpServletRequest request, Caller caller) {
        request.setAttribute(CALLER, caller);
    }

    /** Who calls, once {@link AuthenticationFilter} knows. */
    static Optional<Caller> callerOf(HttpServletRequest request) {
        return Optional.ofNullable((Caller) request.getAttribute(CALLER));
    }
}
