package dev.sdpmcp.simulator;

import dev.sdpmcp.simulator.oauth.Credentials;
import dev.sdpmcp.simulator.setting.Profile;
import dev.sdpmcp.simulator.setting.Switches;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Options of a simulator; port 0 is any free one, the zone is that of {@code display_value}. Immutable. */
public record SimulatorOptions(
        String host, int port, String portal, TenantKind tenant, Credentials credentials, ZoneId zone) {

    /** A kind of tenant: the words of its set-up, its behaviour, and the seed of its data. */
    public record TenantKind(Profile profile, Switches switches, long seed) {}

    /** Loopback, any free port, portal itdesk, default profile, the demo's credentials, UTC. */
    public static SimulatorOptions defaults() {
        Profile profile = Profile.DEFAULT;
        TenantKind tenant = new TenantKind(profile, profile.switches(), 1);
        return new SimulatorOptions("127.0.0.1", 0, "itdesk", tenant, Credentials.DEMO, ZoneOffset.UTC);
    }

    /** On another address. */
    public SimulatorOptions withHost(String other) {
        return new SimulatorOptions(other, port, portal, tenant, credentials, zone);
    }

    /** On another port; 0 = any free one. */
    public SimulatorOptions withPort(int other) {
        return new SimulatorOptions(host, other, portal, tenant, credentials, zone);
    }

    /** With another name of the instance. */
    public SimulatorOptions withPortal(String other) {
        return new SimulatorOptions(host, port, other, tenant, credentials, zone);
    }

    /** With another profile, its switches as it has them. */
    public SimulatorOptions withProfile(Profile other) {
        return withTenant(new TenantKind(other, other.switches(), tenant.seed()));
    }

    /** With other switches. */
    public SimulatorOptions withSwitches(Switches other) {
        return withTenant(new TenantKind(tenant.profile(), other, tenant.seed()));
    }

    /** With other data. */
    public SimulatorOptions withSeed(long other) {
        return withTenant(new TenantKind(tenant.profile(), tenant.switches(), other));
    }

    /** With another client. */
    public SimulatorOptions withCredentials(Credentials other) {
        return new SimulatorOptions(host, port, portal, tenant, other, zone);
    }

    /** In another time zone. */
    public SimulatorOptions withZone(ZoneId other) {
        return new SimulatorOptions(host, port, portal, tenant, credentials, other);
    }

    private SimulatorOptions withTenant(TenantKind other) {
        return new SimulatorOptions(host, port, portal, other, credentials, zone);
    }
}
