package dev.sdpmcp.desk.write.idempotency;

import dev.sdpmcp.tool.ToolFailure;
import java.time.Instant;
import java.util.Optional;

/**
 * The creations of records that run or ran. Each change is atomic for all servers that share the ledger. Bounded: an entry
 * goes when its time is over, one whose outcome is not known a day later, and no more come in than ServiceDesk Plus takes
 * calls. Thread-safe; every method may block for a bounded time.
 */
public interface CreationLedger {

    /**
     * The time by the clock of all servers that share the ledger: how old an attempt is must not depend on whose clock is
     * looked at.
     *
     * @throws ToolFailure if the ledger cannot be used now
     */
    Instant now();

    /**
     * Enters an attempt, unless there is an entry of the same key that is not over.
     *
     * @return that entry; empty if the attempt was entered
     * @throws ToolFailure if the ledger cannot be used now; nothing may be made then
     */
    Optional<Creation> claim(Creation attempt);

    /**
     * Puts an attempt in the place of an entry that is as it was seen.
     *
     * @return false if it is not; somebody else was faster
     * @throws ToolFailure if the ledger cannot be used now
     */
    boolean replace(Creation seen, Creation attempt);

    /** Takes an attempt out that made nothing; an entry that is not of this attempt stays. */
    void remove(Creation attempt);
}
