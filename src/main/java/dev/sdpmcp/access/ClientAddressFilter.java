package dev.sdpmcp.access;

import dev.sdpmcp.access.ClientAddresses.Finding;
import dev.sdpmcp.config.AccessSettings;
import dev.sdpmcp.config.ServerConfiguration;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Determines the client address and admits only addresses of the allowlist ({@code SDP_ALLOWED_IPS}), on every route.
 */
@Provider
@PreMatching
@Priority(FilterOrder.CLIENT_ADDRESS)
@ApplicationScoped
public class ClientAddressFilter implements ContainerRequestFilter {

    private static final Logger LOG = System.getLogger(ClientAddressFilter.class.getName());

    @Inject
    private ServerConfiguration configuration;

    @Inject
    private AccessMetrics counts;

    @Inject
    private Refusals refusals;

    @Inject
    private HttpServletRequest servletRequest;

    private final AtomicBoolean warned = new AtomicBoolean();
    private ClientAddressCache cache;

    @PostConstruct
    void prepare() {
        AccessSettings access = configuration.access();
        ClientAddresses addresses = new ClientAddresses(new AddressRanges(access.trustedProxies()));
        cache = new ClientAddressCache(addresses, new AddressRanges(access.allowedAddresses()), access.loopback());
    }

    @Override
    public void filter(ContainerRequestContext request) {
        MultivaluedMap<String, String> headers = request.getHeaders();
        check(servletRequest, name -> headers.getOrDefault(name, List.of()))
                .ifPresent(error -> refusals.refuse(request, servletRequest, error));
    }

    /**
     * Stores the client address in the request; returns the error if the address is refused.
     *
     * @param headers the values of a header by its name, empty if it is not there
     */
    Optional<HttpError> check(HttpServletRequest request, Function<String, List<String>> headers) {
        ClientAddressCache.Entry client = note(request, headers);
        if (client.finding() == Finding.PEER_HEADER_IGNORED) {
            warnOnce(request.getRemoteAddr());
        }
        if (client.finding() == Finding.UNCLEAR) {
            return Optional.of(HttpError.FORWARDING_UNCLEAR);
        }
        return client.allowed() ? Optional.empty() : Optional.of(HttpError.ADDRESS_NOT_ALLOWED);
    }

    /** Stores the client address in the request, for logs and limits. */
    ClientAddressCache.Entry note(HttpServletRequest request, Function<String, List<String>> headers) {
        ClientAddressCache.Entry client = cache.lookUp(request.getRemoteAddr(), headers);
        RequestAttributes.setAddress(request, client);
        counts.foundAddress(client.finding());
        return client;
    }

    private void warnOnce(String peer) {
        if (warned.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "A forwarding header came from {0}, which is not in SDP_TRUSTED_PROXIES, and was ignored; further"
                            + " ones are only counted",
                    peer);
        }
    }
}
