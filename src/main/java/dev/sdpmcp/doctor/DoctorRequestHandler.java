package dev.sdpmcp.doctor;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.persistence.DataFolderRequestHandler;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.upstream.AccessTokenSource;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.oauth.StoredTokens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Runs the doctor's checks in the server that holds the embedded database, with its token, budget and database. Other
 * processes cannot open that database.
 */
@ApplicationScoped
public class DoctorRequestHandler implements DataFolderRequestHandler {

    private static final Logger LOG = System.getLogger(DoctorRequestHandler.class.getName());

    @Inject
    private Database database;

    @Inject
    private ServerConfiguration configuration;

    @Inject
    private AccessTokenSource tokens;

    @Inject
    private HelpDesk desk;

    @Override
    public Set<String> kinds() {
        return Set.of(RunningServer.REQUESTS);
    }

    /** @param digest of the doctor's settings */
    @Override
    public String answer(String kind, String digest) {
        CheckRunner runner = new CheckRunner(result -> LOG.log(Level.DEBUG, "doctor: {0}", result.check()));
        try {
            runner.assumePassed(ConfigurationChecks.CONFIGURATION, NetworkChecks.UPSTREAM);
            runner.run(checks());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        return Report.write(
                new RunningServer.Answer(SettingsDigest.matches(digest, configuration.upstream()), runner.results()));
    }

    private List<Check> checks() {
        StoredTokens stored = new StoredTokens(configuration, database);
        return List.of(
                DatabaseChecks.database(() -> Optional.of(database.facts()), facts -> {}),
                DatabaseChecks.encryptionKey(() -> Optional.of(stored)),
                ZohoChecks.credentials(
                        configuration::upstream,
                        () -> Optional.of(tokens),
                        source -> "the running server has an access token"),
                ZohoChecks.scopes(() -> desk, stored::scopes));
    }
}
