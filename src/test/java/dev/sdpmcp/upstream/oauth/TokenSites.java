package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Base of tests with databases of both kinds. */
abstract class TokenSites {

    @TempDir
    Path folder;

    final List<TokenSite> sites = new ArrayList<>();

    TokenSite site(DatabaseKind kind) {
        TokenSite site = new TokenSite(kind, folder);
        sites.add(site);
        return site;
    }

    @AfterEach
    void close() {
        sites.forEach(TokenSite::close);
    }

    static long count(Database database, String table) {
        return database.onConnection(connection -> {
            try (var result = connection.createStatement().executeQuery("SELECT COUNT(*) FROM " + table)) {
                result.next();
                return result.getLong(1);
            }
        });
    }
}
