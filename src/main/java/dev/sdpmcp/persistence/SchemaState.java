package dev.sdpmcp.persistence;

import java.util.Optional;

/**
 * How a schema stands to this program.
 *
 * @param version of the schema; empty if there is none yet
 * @param pending migrations that the next start makes
 * @param foreign whether it holds what this program does not know, from a newer version or a migration that failed
 */
public record SchemaState(Optional<String> version, int pending, boolean foreign) {

    /** Whether this program can use it as it is. */
    public boolean isCurrent() {
        return version.isPresent() && pending == 0 && !foreign;
    }
}
