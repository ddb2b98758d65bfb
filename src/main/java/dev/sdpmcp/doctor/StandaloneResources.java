package dev.sdpmcp.doctor;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseFacts;
import dev.sdpmcp.persistence.DatabaseRefused;
import dev.sdpmcp.upstream.AccessTokenSource;
import dev.sdpmcp.upstream.CallBudget;
import dev.sdpmcp.upstream.ExchangeListener;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.UpstreamExchange;
import dev.sdpmcp.upstream.UpstreamLimits;
import dev.sdpmcp.upstream.UpstreamState;
import dev.sdpmcp.upstream.UpstreamWrite;
import dev.sdpmcp.upstream.oauth.CredentialProbe;
import dev.sdpmcp.upstream.oauth.GrantedScopes;
import dev.sdpmcp.upstream.oauth.StoredTokens;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Database, tokens and help desk for a process that is no server: opened when first needed, and the database only if its
 * schema is this program's, so that nothing is migrated. Thread-safe.
 */
final class StandaloneResources implements AutoCloseable {

    private final CheckContext chart;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "doctor-upstream");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable Database database;
    private @Nullable CredentialProbe trial;
    private @Nullable HelpDesk desk;

    StandaloneResources(CheckContext chart) {
        this.chart = chart;
    }

    List<Check> checks() {
        return List.of(
                new DatabaseCheck(() -> DatabaseFacts.at(chart.configuration().storage()), chart::database),
                new EncryptionCheck(this::storedTokens),
                new CredentialsCheck(() -> chart.configuration().upstream(), this::tokens, this::origin),
                new ScopesCheck(this::desk, this::scopes));
    }

    private synchronized Optional<Database> database() {
        boolean usable =
                chart.database().filter(facts -> facts.schema().isCurrent()).isPresent();
        if (database == null && usable) {
            Database opening = new Database(chart.configuration().storage());
            try {
                opening.open();
                database = opening;
            } catch (DatabaseRefused refused) {
                opening.close();
                System.getLogger(StandaloneResources.class.getName())
                        .log(System.Logger.Level.DEBUG, "the database is left alone", refused);
            }
        }
        return Optional.ofNullable(database);
    }

    private Optional<StoredTokens> storedTokens() {
        ServerConfiguration configuration = chart.configuration();
        return database().map(open -> new StoredTokens(configuration, open));
    }

    private Optional<GrantedScopes> scopes() {
        return storedTokens().flatMap(StoredTokens::scopes);
    }

    /** Empty if there is a database that cannot be opened: what it holds is not known. */
    private synchronized Optional<CredentialProbe> tokens() {
        if (trial == null) {
            ServerConfiguration configuration = chart.configuration();
            Optional<Database> open = database();
            if (open.isEmpty() && mayHoldTokens()) {
                return Optional.empty();
            }
            trial = open.map(opened -> CredentialProbe.in(opened, configuration))
                    .orElseGet(() -> CredentialProbe.alone(configuration));
        }
        return Optional.of(trial);
    }

    private boolean mayHoldTokens() {
        return chart.database()
                .filter(facts -> facts.schema().version().isPresent())
                .isPresent();
    }

    private String origin(AccessTokenSource source) {
        return tokens().flatMap(CredentialProbe::storedFor)
                .map(left -> "an access token is stored and lasts " + minutes(left)
                        + " more minutes, so Zoho was not asked for another")
                .orElse("Zoho gives access tokens for these credentials");
    }

    private static long minutes(Duration left) {
        return left.toMinutes();
    }

    /** For a check that comes after the one of the credentials, which needs the tokens too. */
    private synchronized HelpDesk desk() {
        if (desk == null) {
            ServerConfiguration configuration = chart.configuration();
            desk = new HelpDesk(
                    configuration.upstream().apiBase(),
                    tokens().orElseThrow(),
                    UpstreamLimits.DEFAULT,
                    threads,
                    new CallBudget(configuration.upstream().callsPerMinute()),
                    new UpstreamState(),
                    new Nobody());
        }
        return desk;
    }

    @Override
    public synchronized void close() {
        threads.shutdownNow();
        if (database != null) {
            database.close();
        }
    }

    /** Reads are of no interest to anybody, and there are no writes. */
    private static final class Nobody implements ExchangeListener {
        @Override
        public void beforeWrite(UpstreamWrite write) {
            throw new IllegalStateException("the doctor changes nothing");
        }

        @Override
        public void exchanged(UpstreamExchange exchange) {
            // nobody keeps count of them here
        }
    }
}
