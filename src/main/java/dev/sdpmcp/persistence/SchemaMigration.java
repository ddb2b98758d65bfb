package dev.sdpmcp.persistence;

import dev.sdpmcp.persistence.DatabaseFacts.SchemaState;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * Migration of the schema to the version of this program, before the database is used. The scripts are in
 * {@code db/migration}, the same for both databases. Several servers may start at once: Flyway lets one migrate and the
 * others wait. Stateless.
 */
final class SchemaMigration {

    private static final Logger LOG = System.getLogger(SchemaMigration.class.getName());

    /** The first script; development versions before 0.1.0 had another script of this version. */
    private static final String FIRST = "1";

    private SchemaMigration() {}

    /** The schema was made by a development version before 0.1.0, whose scripts were replaced. */
    static final class DevelopmentSchema extends FlywayException {

        private static final long serialVersionUID = 1L;

        DevelopmentSchema(FlywayException cause) {
            super("schema of a development version", cause);
        }
    }

    /** @throws FlywayException if it does not succeed, or if the schema is newer than the program */
    static void run(DataSource dataSource) {
        try {
            MigrateResult result = configured(dataSource).load().migrate();
            if (result.migrationsExecuted > 0) {
                LOG.log(Level.INFO, "database schema brought to version {0}", result.targetSchemaVersion);
            }
        } catch (FlywayValidateException unknown) {
            throw look(dataSource).development() ? new DevelopmentSchema(unknown) : unknown;
        }
    }

    /** Whether this program has this version of the schema; the database must be empty. */
    static boolean knows(DataSource dataSource, String version) {
        return Stream.of(configured(dataSource).load().info().all())
                .anyMatch(migration -> version.equals(String.valueOf(migration.getVersion())));
    }

    /** Likewise, and no further than a version. */
    static void runTo(DataSource dataSource, String version) {
        configured(dataSource).target(version).load().migrate();
    }

    /** State of the schema relative to this program; changes nothing. */
    static SchemaState look(DataSource dataSource) {
        MigrationInfoService info = configured(dataSource).load().info();
        MigrationInfo current = info.current();
        List<MigrationInfo> applied = Stream.of(info.all())
                .filter(migration -> migration.getState().isApplied())
                .toList();
        boolean foreign = applied.stream()
                .anyMatch(migration -> !migration.getState().isResolved()
                        || migration.getState().isFailed());
        boolean development = applied.stream()
                .anyMatch(migration -> FIRST.equals(String.valueOf(migration.getVersion()))
                        && migration.getState().isResolved()
                        && !migration.isChecksumMatching());
        return new SchemaState(
                current == null ? Optional.empty() : Optional.of(String.valueOf(current.getVersion())),
                info.pending().length,
                foreign || development,
                development);
    }

    private static FluentConfiguration configured(DataSource dataSource) {
        return Flyway.configure(SchemaMigration.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                // nothing is ignored: a version that this program does not know is a reason not to start
                .ignoreMigrationPatterns(new String[0])
                .validateOnMigrate(true)
                .cleanDisabled(true);
    }
}
