package dev.sdpmcp.persistence;

import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.config.StorageSettings.Encryption;
import dev.sdpmcp.config.StorageSettings.Postgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A real PostgreSQL on loopback that speaks TLS with a given certificate. */
public final class TlsPostgres implements AutoCloseable {

    private final EmbeddedPostgres server;

    private TlsPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    public static TlsPostgres with(TestAuthority.Issued certificate) {
        try {
            return new TlsPostgres(EmbeddedPostgres.builder()
                    .setServerConfig("ssl", "on")
                    .setServerConfig("ssl_cert_file", certificate.certificate().toString())
                    .setServerConfig("ssl_key_file", certificate.key().toString())
                    .start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public int port() {
        return server.getPort();
    }

    /** What an operator would have written for a server on a port of this machine. */
    public static StorageSettings settings(
            Path dataDirectory, String host, int port, Encryption encryption, Optional<Path> rootCertificates) {
        Postgres postgres = new Postgres(
                host, port, "postgres", "postgres", new Secret("the-password"), encryption, rootCertificates);
        return new StorageSettings(dataDirectory, Optional.of(postgres), 5, Optional.empty(), List.of(), true);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
