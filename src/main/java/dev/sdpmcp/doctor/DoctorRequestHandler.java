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
 * The running server's side: says what only this process can see, since the embedded database is its own.
 * It finds out with the token, the budget and the database of all its calls.
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
        Examination examination = new Examination(result -> LOG.log(Level.DEBUG, "doctor: {0}", result.check()));
        try {
            examination.assume(ConfigurationCheck.NAME, UpstreamCheck.NAME);
            examination.run(checks());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        return Report.write(
                new ServerAnswer(SettingsDigest.matches(digest, configuration.upstream()), examination.results()));
    }

    private List<Check> checks() {
        StoredTokens stored = new StoredTokens(configuration, database);
        return List.of(
                new DatabaseCheck(() -> Optional.of(database.facts()), facts -> {}),
                new EncryptionCheck(() -> Optional.of(stored)),
                new CredentialsCheck(
                        configuration::upstream,
                        () -> Optional.of(tokens),
                        source -> "the running server has an access token"),
                new ScopesCheck(() -> desk, stored::scopes));
    }
}
