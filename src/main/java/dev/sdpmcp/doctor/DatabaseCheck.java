package dev.sdpmcp.doctor;

import dev.sdpmcp.persistence.DatabaseFacts;
import dev.sdpmcp.persistence.DatabaseRefused;
import dev.sdpmcp.persistence.SchemaState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Whether the database can be used as it is. */
final class DatabaseCheck implements Check {

    static final String NAME = "database";

    private final Source source;
    private final Consumer<DatabaseFacts> seen;

    /** Where the facts come from; empty if there is no database yet. */
    @FunctionalInterface
    interface Source {
        Optional<DatabaseFacts> facts() throws DatabaseRefused;
    }

    /** @param seen is told of the facts */
    DatabaseCheck(Source source, Consumer<DatabaseFacts> seen) {
        this.source = source;
        this.seen = seen;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> needs() {
        return Set.of(ConfigurationCheck.NAME);
    }

    @Override
    public List<Finding> examine() {
        Optional<DatabaseFacts> facts;
        try {
            facts = source.facts();
        } catch (DatabaseRefused refused) {
            return List.of(Finding.of(Outcome.FAIL, refused.getMessage()));
        }
        if (facts.isEmpty()) {
            return List.of(Finding.ok("there is no embedded database yet; the first start makes it"));
        }
        seen.accept(facts.get());
        List<Finding> findings = new ArrayList<>();
        findings.add(schema(facts.get().product(), facts.get().schema()));
        if (!facts.get().keepsCommits()) {
            findings.add(Finding.warn(
                    "PostgreSQL runs with fsync = off: a crash of its machine loses or damages what was committed",
                    "Set fsync = on in postgresql.conf."));
        }
        return findings;
    }

    private static Finding schema(String product, SchemaState schema) {
        String version = schema.version().orElse("none");
        if (schema.development()) {
            return Finding.fail(
                    product + " answers, but its schema was made by a development version before 0.1.0",
                    "Start with a new database (SDP_DB_NAME) or a new data folder (SDP_DATA_DIR).");
        }
        if (schema.foreign()) {
            return Finding.fail(
                    product + " answers, but its schema (version " + version
                            + ") is not this program's: made by a newer version, or changed by hand",
                    "Start that version, or restore a backup that fits this one.");
        }
        if (schema.version().isEmpty()) {
            return Finding.ok(product + " answers; it is empty, the first start makes the tables");
        }
        return schema.pending() == 0
                ? Finding.ok(product + " answers, schema version " + version)
                : Finding.warn(
                        product + " answers, schema version " + version + ", " + schema.pending()
                                + " older than this program's; it will be migrated at the start",
                        "Make a backup first: ./start-sse.sh --backup FILE, or pg_dump.");
    }
}
