package dev.sdpmcp.backup;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.reading.ConfigurationSource;
import dev.sdpmcp.persistence.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** CDI producer of {@link Backups} for a server. */
@ApplicationScoped
public class BackupBeans {

    @Produces
    @Singleton
    Backups backups(ServerConfiguration configuration, ConfigurationSource settings, Database database) {
        return new Backups(configuration, settings, database);
    }
}
