package dev.sdpmcp.doctor;

import dev.sdpmcp.doctor.Finding.Outcome;
import dev.sdpmcp.persistence.DatabaseFacts;
import dev.sdpmcp.persistence.DatabaseFacts.SchemaState;
import dev.sdpmcp.persistence.DatabaseRefused;
import dev.sdpmcp.upstream.oauth.StoredTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Checks of the database, its schema and the encryption of the tokens in it. */
final class DatabaseChecks {

    static final String DATABASE = "database";

    private DatabaseChecks() {}

    /**
     * Whether the database can be used as it is.
     *
     * @param source finds the facts; empty if there is no database yet
     * @param listener receives the facts if there are any
     */
    static Check database(Callable<Optional<DatabaseFacts>> source, Consumer<DatabaseFacts> listener) {
        return Check.of(DATABASE, () -> databaseFindings(source, listener)).after(ConfigurationChecks.CONFIGURATION);
    }

    private static List<Finding> databaseFindings(
            Callable<Optional<DatabaseFacts>> source, Consumer<DatabaseFacts> listener) throws Exception {
        Optional<DatabaseFacts> facts;
        try {
            facts = source.call();
        } catch (DatabaseRefused refused) {
            return List.of(Finding.of(Outcome.FAIL, refused.getMessage()));
        }
        if (facts.isEmpty()) {
            return List.of(Finding.ok("there is no embedded database yet; the first start creates it"));
        }
        listener.accept(facts.get());
        List<Finding> findings = new ArrayList<>();
        findings.add(schema(facts.get().product(), facts.get().schema()));
        if (!facts.get().keepsCommits()) {
            findings.add(Finding.warn(
                    "PostgreSQL runs with fsync = off: a crash of its machine loses or damages committed data",
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
            return Finding.ok(product + " answers; it is empty, and the first start creates the tables");
        }
        return schema.pending() == 0
                ? Finding.ok(product + " answers, schema version " + version)
                : Finding.warn(
                        product + " answers, schema version " + version + ", " + schema.pending()
                                + " older than this program's; it will be migrated at the start",
                        "Make a backup first: ./start-sse.sh --backup FILE, or pg_dump.");
    }

    /**
     * Whether the configured keys decrypt the tokens in the database.
     *
     * @param tokens empty if there is no database that could hold some
     */
    static Check encryptionKey(Supplier<Optional<StoredTokens>> tokens) {
        return Check.of("encryption-key", () -> {
                    Optional<StoredTokens> stored = tokens.get();
                    if (stored.isEmpty()) {
                        return List.of(Finding.skip("there is no database of this version with tokens yet"));
                    }
                    StoredTokens.Fit fit = stored.get().tryKeys();
                    List<Finding> findings = new ArrayList<>();
                    fit.refusals().forEach(refusal -> findings.add(Finding.of(Outcome.FAIL, refusal)));
                    if (fit.underFormerKeys() > 0) {
                        findings.add(Finding.warn(
                                fit.underFormerKeys() + " of " + fit.rows()
                                        + " rows of tokens are encrypted with a former key",
                                "Run ./start-sse.sh --reencrypt; until then keep SDP_PREVIOUS_ENCRYPTION_KEYS."));
                    }
                    if (findings.isEmpty()) {
                        findings.add(Finding.ok(
                                fit.rows() == 0
                                        ? "no tokens are stored yet"
                                        : "the stored tokens can be decrypted (" + fit.rows() + " rows)"));
                    }
                    return findings;
                })
                .after(DATABASE);
    }
}
