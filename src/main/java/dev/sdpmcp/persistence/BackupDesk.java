package dev.sdpmcp.persistence;

import dev.sdpmcp.config.ServerConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;

/** The running server's side of {@link BackupRequests}: it copies its own embedded database. */
@ApplicationScoped
public class BackupDesk implements DataFolderDesk {

    private static final Logger LOG = System.getLogger(BackupDesk.class.getName());

    @Inject
    private Database database;

    @Inject
    private ServerConfiguration configuration;

    @Override
    public String kind() {
        return BackupRequests.KIND;
    }

    @Override
    public String answer(String request) {
        Path target = Path.of(request);
        Optional<String> hindrance = new EmbeddedBackup(database, configuration.storage()).to(target);
        LOG.log(Level.INFO, "backup to {0}: {1}", target, hindrance.orElse("done"));
        return BackupRequests.answer(hindrance);
    }
}
