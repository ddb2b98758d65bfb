package dev.sdpmcp.simulator;

import dev.sdpmcp.simulator.SimulatorOptions.TenantKind;
import dev.sdpmcp.simulator.http.HttpListener;
import dev.sdpmcp.simulator.setting.PortalClock;
import dev.sdpmcp.simulator.tenant.Tenant;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;

/** A running simulator. Several may run side by side in one process; they share nothing. */
public final class Simulator implements AutoCloseable {
    private final HttpListener door;
    private final URI baseUri;

    private Simulator(HttpListener door, URI baseUri) {
        this.door = door;
        this.baseUri = baseUri;
    }

    /**
     * Starts one; when this returns, it serves.
     *
     * @throws IOException if the address cannot be bound
     */
    public static Simulator start(SimulatorOptions options) throws IOException {
        return start(options, Clock.systemUTC());
    }

    /**
     * Starts one at another time: the data and the answers of two with the same options and clock are equal.
     *
     * @throws IOException if the address cannot be bound
     */
    public static Simulator start(SimulatorOptions options, Clock machine) throws IOException {
        TenantKind kind = options.tenant();
        PortalClock clock = new PortalClock(machine, options.zone());
        Tenant tenant = new Tenant(
                options.portal(), kind.profile(), kind.switches(), clock, options.credentials(), kind.seed());
        InetAddress address = InetAddress.getByName(options.host());
        HttpListener door = new HttpListener(
                new InetSocketAddress(address, options.port()), new Dispatcher(tenant, options.credentials()));
        String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
        return new Simulator(door, URI.create("http://" + host + ":" + door.port()));
    }

    /** Where it serves, without a path: {@code http://127.0.0.1:8085}. */
    public URI baseUri() {
        return baseUri;
    }

    /** Ends it at once. */
    @Override
    public void close() {
        door.close();
    }
}
