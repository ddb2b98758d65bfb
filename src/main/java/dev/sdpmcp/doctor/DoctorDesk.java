package dev.sdpmcp.doctor;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.persistence.DataFolderRequests;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseOpened;
import dev.sdpmcp.telemetry.Round;
import dev.sdpmcp.upstream.AccessTokenSource;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.oauth.StoredTokens;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The running server's side: looks once a second whether the doctor asks what only this process can see, since the embedded
 * database is its own. It finds out with the token, the budget and the database of all its calls.
 */
@ApplicationScoped
public class DoctorDesk {

    private static final Logger LOG = System.getLogger(DoctorDesk.class.getName());

    @Inject
    private Database database;

    @Inject
    private ServerConfiguration configuration;

    @Inject
    private AccessTokenSource tokens;

    @Inject
    private HelpDesk desk;

    @Resource
    @SuppressWarnings("NullAway.Init") // the server sets it before the first call
    private ManagedScheduledExecutorService scheduler;

    private @Nullable ScheduledFuture<?> looks;

    void opened(@Observes DatabaseOpened event) {
        if (configuration.storage().postgres().isEmpty()) {
            DataFolderRequests requests =
                    new DataFolderRequests(configuration.storage().dataDirectory(), RunningServer.REQUESTS);
            looks = scheduler.scheduleWithFixedDelay(
                    new Round("looking for the doctor's questions", () -> look(requests)), 1, 1, TimeUnit.SECONDS);
        }
    }

    @PreDestroy
    void end() {
        if (looks != null) {
            looks.cancel(true);
        }
    }

    private void look(DataFolderRequests requests) {
        try {
            requests.serve(this::answer);
        } catch (IOException | RuntimeException unanswered) {
            LOG.log(Level.WARNING, "the doctor asked and could not be answered: {0}", unanswered.getMessage());
        }
    }

    /** @param digest of the doctor's settings */
    private String answer(String digest) {
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
                        configuration::upstream, () -> tokens, source -> "the running server has an access token"),
                new ScopesCheck(() -> desk, stored::scopes));
    }
}
