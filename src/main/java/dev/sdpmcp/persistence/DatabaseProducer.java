package dev.sdpmcp.persistence;

import dev.sdpmcp.config.ServerConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Wires the database inside a server; {@link DatabaseWatch} opens and closes it. */
@ApplicationScoped
public class DatabaseProducer {

    @Produces
    @Singleton
    Database database(ServerConfiguration configuration) {
        return new Database(configuration.storage());
    }
}
