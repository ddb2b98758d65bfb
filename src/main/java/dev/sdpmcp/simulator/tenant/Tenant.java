package dev.sdpmcp.simulator.tenant;

import dev.sdpmcp.simulator.model.Actor;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.oauth.Credentials;
import dev.sdpmcp.simulator.oauth.TokenVault;
import dev.sdpmcp.simulator.setting.PortalClock;
import dev.sdpmcp.simulator.setting.Profile;
import dev.sdpmcp.simulator.setting.Switches;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One tenant with everything that belongs to it. Thread-safe.
 *
 * @param portal its records
 * @param profile its profile
 * @param atStart the switches that a reset returns to
 * @param defaultSeed of its data: the same number makes the same data
 * @param vault its tokens
 * @param limiter its rate limits
 * @param faults the injected faults
 * @param log the calls so far
 * @param owner the technician that the tokens belong to
 */
public record Tenant(
        Portal portal,
        Profile profile,
        Switches atStart,
        long defaultSeed,
        TokenVault vault,
        RateLimiter limiter,
        Faults faults,
        RequestLog log,
        AtomicReference<Actor> owner) {
    /** Number of tickets after a reset. */
    public static final int DEFAULT_TICKETS = 250;

    /** A fresh tenant, with its data, for an empty portal. */
    public Tenant(Portal portal, Profile profile, Credentials credentials, long seed) {
        this(
                portal,
                profile,
                portal.switches(),
                seed,
                new TokenVault(credentials, portal.clock(), portal::switches),
                new RateLimiter(portal.clock()),
                new Faults(),
                new RequestLog(),
                new AtomicReference<>(new Actor("")));
        reset();
    }

    /** Back to how it started: clock, switches, tokens, faults, log and data. */
    public void reset() {
        clock().reset();
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
            owner.set(new Seeder(portal, profile, seed).fill(tickets));
            return portal;
        });
    }

    /** The technician that the tokens belong to, now. */
    public Actor actor() {
        return Objects.requireNonNull(owner.get());
    }

    /** Its time. */
    public PortalClock clock() {
        return portal.clock();
    }
}
