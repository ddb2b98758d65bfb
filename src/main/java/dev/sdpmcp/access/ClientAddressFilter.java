package dev.sdpmcp.access;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.telemetry.Counter;
import dev.sdpmcp.telemetry.Counters;
import inet.ipaddr.IPAddress;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Finds the client's address and lets in only those of the allowlist ({@code SDP_ALLOWED_IPS}), on every route. */
@Provider
@PreMatching
@Priority(FilterOrder.CLIENT_ADDRESS)
@ApplicationScoped
public class ClientAddressFilter implements ContainerRequestFilter {

    private static final Logger LOG = System.getLogger(ClientAddressFilter.class.getName());

    @Inject
    private ServerConfiguration configuration;

    @Inject
    private Counters counters;

    @Inject
    private Refusals refusals;

    @Inject
    private HttpServletRequest servletRequest;

    private final AtomicBoolean saidIgnored = new AtomicBoolean();
    private AddressRanges allowed;
    private ClientAddresses addresses;

    @PostConstruct
    void prepare() {
        allowed = new AddressRanges(configuration.access().allowedAddresses());
        addresses = new ClientAddresses(new AddressRanges(configuration.access().trustedProxies()));
    }

    @Override
    public void filter(ContainerRequestContext request) {
        ClientAddresses.Found found = addresses.find(
                servletRequest.getRemoteAddr(), name -> request.getHeaders().getOrDefault(name, List.of()));
        tell(found.finding());
        Optional<IPAddress> address = found.address().filter(allowed::contains);
        // Refused or not, what follows in logs and limits is the address that we believe.
        RequestFacts.setAddress(
                servletRequest,
                found.address().map(IPAddress::toCanonicalString).orElse(servletRequest.getRemoteAddr()));
        if (address.isEmpty()) {
            refusals.refuse(request, servletRequest, HttpError.ADDRESS_NOT_ALLOWED);
        }
    }

    private void tell(ClientAddresses.Finding finding) {
        if (finding == ClientAddresses.Finding.PEER_HEADER_IGNORED) {
            counters.count(Counter.FORWARDING_HEADERS, finding);
            if (saidIgnored.compareAndSet(false, true)) {
                LOG.log(
                        Level.WARNING,
                        "A forwarding header came from {0}, which is none of SDP_TRUSTED_PROXIES, and was ignored;"
                                + " further ones are only counted",
                        servletRequest.getRemoteAddr());
            }
        }
    }
}
