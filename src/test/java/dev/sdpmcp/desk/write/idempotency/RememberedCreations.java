package dev.sdpmcp.desk.write.idempotency;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The ledger in memory, for tests that need no database. */
public final class RememberedCreations implements CreationLedger {

    private final Map<String, Creation> entries = new HashMap<>();

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public synchronized Optional<Creation> claim(Creation attempt) {
        Creation known = entries.get(attempt.key());
        if (known != null && !known.isOver(Instant.now())) {
            return Optional.of(known);
        }
        entries.put(attempt.key(), attempt);
        return Optional.empty();
    }

    @Override
    public synchronized boolean replace(Creation seen, Creation attempt) {
        return isStill(seen) && entries.put(seen.key(), attempt) != null;
    }

    @Override
    public synchronized void remove(Creation attempt) {
        if (isStill(attempt)) {
            entries.remove(attempt.key());
        }
    }

    private boolean isStill(Creation seen) {
        Creation now = entries.get(seen.key());
        return now != null && now.attempt().equals(seen.attempt()) && now.state() == seen.state();
    }
}
