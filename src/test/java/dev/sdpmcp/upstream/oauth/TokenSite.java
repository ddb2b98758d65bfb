package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.config.UpstreamSettings.OAuthClient;
import dev.sdpmcp.desk.module.Toolsets;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseKind;
import dev.sdpmcp.persistence.DatabaseTime;
import dev.sdpmcp.upstream.MovableClock;
import dev.sdpmcp.upstream.ScriptedServer;
import dev.sdpmcp.upstream.ScriptedServer.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Fixture: a database whose clock can be set, a token endpoint that counts requests, and servers that share both. */
final class TokenSite implements AutoCloseable {

    static final String REFRESH_TOKEN = "1000.refresh.of-the-variable";

    final ScriptedServer zoho;
    final MovableClock clock = new MovableClock();
    final ExecutorService executor = Executors.newCachedThreadPool();
    final StorageSettings storage;
    volatile Duration databaseIsAheadBy = Duration.ZERO;
    private final List<Database> databases = new ArrayList<>();

    TokenSite(DatabaseKind kind, Path folder) {
        StorageSettings bare = kind.settings(folder);
        storage = withKeys(bare, key(1));
        try {
            zoho = new ScriptedServer(request -> Reply.json(200, "{}"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        issueTokens();
    }

    static StorageSettings withKeys(StorageSettings settings, Secret current, Secret... former) {
        return new StorageSettings(
                settings.dataDirectory(),
                settings.postgres(),
                settings.poolSize(),
                Optional.of(current),
                List.of(former),
                settings.keepTokens());
    }

    static Secret key(int seed) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) seed;
        return new Secret(Base64.getEncoder().encodeToString(bytes));
    }

    /** Token N is {@code access-N}; a code also gives the refresh token {@code refresh-N}. */
    void issueTokens() {
        zoho.answer(request -> Reply.json(
                200,
                "{\"access_token\":\"access-" + calls()
                        + "\",\"expires_in\":3600,\"scope\":\"SDPOnDemand.requests.ALL\""
                        + (request.body().contains("authorization_code")
                                ? ",\"refresh_token\":\"refresh-" + calls() + "\""
                                : "")
                        + "}"));
    }

    void refuse(String error) {
        zoho.answer(request -> Reply.json(200, "{\"error\":\"" + error + "\"}"));
    }

    int calls() {
        return zoho.requests.size();
    }

    Database database() {
        Database database = DatabaseKind.open(storage);
        databases.add(database);
        return database;
    }

    OAuthClient client(String refreshToken) {
        Optional<Secret> token = refreshToken.isEmpty() ? Optional.empty() : Optional.of(new Secret(refreshToken));
        return new OAuthClient(zoho.uri(""), "1000.CLIENT", new Secret("client-secret"), token);
    }

    TokenStore store(Database database, String refreshToken) {
        return store(database, storage, refreshToken);
    }

    TokenStore store(Database database, StorageSettings settings, String refreshToken) {
        return new TokenStore(
                database,
                settings,
                client(refreshToken),
                clock,
                manager -> DatabaseTime.REAL.now(manager).plus(databaseIsAheadBy));
    }

    /** The token cache of a server that was just started. */
    AccessTokens server(Database database) {
        return server(database, REFRESH_TOKEN);
    }

    AccessTokens server(Database database, String refreshToken) {
        return server(store(database, refreshToken));
    }

    AccessTokens server(TokenStore store) {
        TokenEndpoint endpoint = new TokenEndpoint(client(""), TokenEndpoint.LIMITS, clock);
        return new AccessTokens(
                new DatabaseTokenSource(endpoint, store, clock), Duration.ofSeconds(30), executor, clock);
    }

    Authorization authorization(Database database, String refreshToken) {
        return new Authorization(storage, client(refreshToken), database, clock, Toolsets.scopes());
    }

    /** Moves both clocks forward. */
    void pass(Duration time) {
        clock.forward(time);
        databaseIsAheadBy = databaseIsAheadBy.plus(time);
    }

    @Override
    public void close() {
        executor.shutdownNow();
        databases.forEach(Database::close);
        zoho.close();
    }
}
