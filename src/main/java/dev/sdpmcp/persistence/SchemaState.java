package dev.sdpmcp.persistence;

import java.util.Optional;

/**
 * State of a schema relative to this program. Immutable.
 *
 * @param version of the schema; empty if there is none yet
 * @param pending migrations that the next start runs
 * @param foreign whether this program cannot use it: it is of a newer or a development version, or a migration failed
 * @param development whether a development version before 0.1.0 made it
 */
public record SchemaState(Optional<String> version, int pending, boolean foreign, boolean development) {

    /** Whether this program can use it as it is. */
    public boolean isCurrent() {
        return version.isPresent() && pending == 0 && !foreign;
    }
}
