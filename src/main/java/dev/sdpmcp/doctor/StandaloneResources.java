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
import dev.sdpmcp.upstream.oauth.StoredTokens;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Database, tokens and help desk for a process that is not a server. They are opened when first needed, the database
 * only if its schema is current, so that nothing is migrated. Thread-safe.
 */
final class StandaloneResources implements AutoCloseable {

    private final CheckContext context;
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("doctor-upstream").factory());
    private @Nullable Database database;
    private @Nullable CredentialProbe probe;
    private @Nullable HelpDesk desk;

    StandaloneResources(CheckContext context) {
        this.context = context;
    }

    List<Check> checks() {
        return List.of(
                DatabaseChecks.database(
                        () -> DatabaseFacts.at(context.configuration().storage()), context::database),
                DatabaseChecks.encryptionKey(this::storedTokens),
                ZohoChecks.credentials(() -> context.configuration().upstream(), this::tokens, this::origin),
                ZohoChecks.scopes(this::desk, () -> storedTokens().flatMap(StoredTokens::scopes)),
                ZohoChecks.modules(this::desk));
    }

    private synchronized Optional<Database> database() {
        boolean usable =
                context.database().filter(facts -> facts.schema().isCurrent()).isPresent();
        if (database == null && usable) {
            Database opening = new Database(context.configuration().storage());
            try {
                opening.open();
                database = opening;
            } catch (DatabaseRefused refused) {
                opening.close();
                System.getLogger(StandaloneResources.class.getName())
                        .log(System.Logger.Level.DEBUG, "the database cannot be opened", refused);
            }
        }
        return Optional.ofNullable(database);
    }

    private Optional<StoredTokens> storedTokens() {
        ServerConfiguration configuration = context.configuration();
        return database().map(open -> new StoredTokens(configuration, open));
    }

    /** Empty if there is a database that may hold tokens and cannot be opened. */
    private synchronized Optional<CredentialProbe> tokens() {
        if (probe == null) {
            ServerConfiguration configuration = context.configuration();
            Optional<Database> open = database();
            boolean mayHoldTokens = context.database()
                    .filter(facts -> facts.schema().version().isPresent())
                    .isPresent();
            if (open.isEmpty() && mayHoldTokens) {
                return Optional.empty();
            }
            probe = open.map(opened -> CredentialProbe.in(opened, configuration))
                    .orElseGet(() -> CredentialProbe.alone(configuration));
        }
        return Optional.of(probe);
    }

    private String origin(AccessTokenSource source) {
        return tokens().flatMap(CredentialProbe::storedFor)
                .map(left -> "an access token is stored and is valid for " + left.toMinutes()
                        + " more minutes, so Zoho was not asked for another")
                .orElse("Zoho gives access tokens for these credentials");
    }

    /** Only for checks that need the credentials, so that there are tokens. */
    private synchronized HelpDesk desk() {
        if (desk == null) {
            ServerConfiguration configuration = context.configuration();
            desk = new HelpDesk(
                    configuration.upstream().apiBase(),
                    tokens().orElseThrow(),
                    UpstreamLimits.DEFAULT,
                    threads,
                    new CallBudget(configuration.upstream().callsPerMinute()),
                    new UpstreamState(),
                    new NoWrites());
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

    /** Ignores reads and forbids writes. */
    private static final class NoWrites implements ExchangeListener {
        @Override
        public void beforeWrite(UpstreamWrite write) {
            throw new IllegalStateException("the doctor changes nothing");
        }

        @Override
        public void exchanged(UpstreamExchange exchange) {
            // the doctor keeps no statistics of them
        }
    }
}
