package dev.sdpmcp.simulator.tenant;

import dev.sdpmcp.simulator.api.RateLimiter;
import dev.sdpmcp.simulator.fault.Faults;
import dev.sdpmcp.simulator.model.Actor;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.oauth.Credentials;
import dev.sdpmcp.simulator.oauth.TokenVault;
import dev.sdpmcp.simulator.setting.PortalClock;
import dev.sdpmcp.simulator.setting.Profile;
import dev.sdpmcp.simulator.setting.Switches;

/** One tenant with everything that belongs to it. Thread-safe. */
public final class Tenant {
    /** Number of tickets after a reset. */
    public static final int DEFAULT_TICKETS = 250;

    private final Profile profile;
    private final Switches atStart;
    private final long defaultSeed;
    private final PortalClock clock;
    private final Portal portal;
    private final TokenVault vault;
    private final RateLimiter limiter;
    private final Faults faults = new Faults();
    private final RequestLog log = new RequestLog();
    private volatile Actor actor = new Actor("");

    /**
     * A fresh tenant, with its data.
     *
     * @param portal empty, with the switches that a reset returns to
     * @param seed of the data: the same number makes the same data
     */
    public Tenant(Portal portal, Profile profile, Credentials credentials, long seed) {
        this.profile = profile;
        this.atStart = portal.switches();
        this.defaultSeed = seed;
        this.clock = portal.clock();
        this.portal = portal;
        this.vault = new TokenVault(credentials, clock, portal::switches);
        this.limiter = new RateLimiter(clock);
        reset();
    }

    /** Back to how it started: clock, switches, tokens, faults, log and data. */
    public void reset() {
        clock.reset();
        portal.behave(atStart);
        vault.reset();
        limiter.reset();
        faults.clear();
        log.clear();
        seed(DEFAULT_TICKETS, defaultSeed);
    }

    /** New data, everything else as it is. */
    public void seed(int tickets, long seed) {
        portal.exclusively(() -> {
            portal.clear();
            actor = new Seeder(portal, profile, seed).fill(tickets);
            return actor;
        });
    }

    /** The technician that the tokens belong to. */
    public Actor actor() {
        return actor;
    }

    /** Its profile. */
    public Profile profile() {
        return profile;
    }

    /** Its time. */
    public PortalClock clock() {
        return clock;
    }

    /** Its records. */
    public Portal portal() {
        return portal;
    }

    /** Its tokens. */
    public TokenVault vault() {
        return vault;
    }

    /** Its rate limits. */
    public RateLimiter limiter() {
        return limiter;
    }

    /** The injected faults. */
    public Faults faults() {
        return faults;
    }

    /** The calls so far. */
    public RequestLog log() {
        return log;
    }
}
