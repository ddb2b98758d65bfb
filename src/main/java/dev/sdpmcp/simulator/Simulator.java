package dev.sdpmcp.simulator;

import dev.sdpmcp.simulator.SimulatorOptions.TenantKind;
import dev.sdpmcp.simulator.http.HttpListener;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.module.SimulatedModules;
import dev.sdpmcp.simulator.setting.PortalClock;
import dev.sdpmcp.simulator.tenant.Tenant;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;

/**
 * A running simulator. Several may run side by side in one process; they share nothing.
 *
 * @param listener what receives its calls
 * @param baseUri the base URL, for example {@code http://127.0.0.1:8085}
 */
public record Simulator(HttpListener listener, URI baseUri) implements AutoCloseable {
    /**
     * Starts a simulator. When this returns, it accepts calls.
     *
     * @throws IOException if the address cannot be bound
     */
    public static Simulator start(SimulatorOptions options) throws IOException {
        return start(options, Clock.systemUTC());
    }

    /**
     * Starts a simulator with another clock. Two with the same options and clock have equal data and answers.
     *
     * @throws IOException if the address cannot be bound
     */
    public static Simulator start(SimulatorOptions options, Clock machine) throws IOException {
        return start(options, machine, List.of());
    }

    /**
     * Starts a simulator with more modules than ServiceDesk Plus has. A definition is good for one simulator.
     *
     * @throws IOException if the address cannot be bound
     */
    public static Simulator start(SimulatorOptions options, Clock machine, List<ModuleDefinition> more)
            throws IOException {
        TenantKind kind = options.tenant();
        PortalClock clock = new PortalClock(machine, options.zone());
        Portal portal = new Portal(options.portal(), SimulatedModules.catalogue(more), clock, kind.switches());
        Tenant tenant = new Tenant(portal, kind.profile(), options.credentials(), kind.seed());
        InetAddress address = InetAddress.getByName(options.host());
        HttpListener listener = new HttpListener(
                new InetSocketAddress(address, options.port()), new Dispatcher(tenant, options.credentials()));
        String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
        return new Simulator(listener, URI.create("http://" + host + ":" + listener.port()));
    }

    /** Stops it at once. */
    @Override
    public void close() {
        listener.close();
    }
}
