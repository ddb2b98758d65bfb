package dev.sdpmcp.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.audit.chain.ChainCheck.ChainReport;
import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.GivenRow;
import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** Chains in databases of both kinds, and statements that tamper with them. */
abstract class ChainFixture {

    @TempDir
    Path folder;

    ChainSeal seal() throws IOException {
        return ChainSeal.of(DatabaseKind.EMBEDDED.settings(folder.resolve("key")));
    }

    static final Secret NEW_KEY = new Secret(Base64.getEncoder().encodeToString(new byte[32]));

    /** The key of {@link #seal()}, as an operator would list it. */
    Secret generatedKey() throws IOException {
        seal();
        return new Secret(Files.readString(folder.resolve("key").resolve("audit-seal.key"))
                .strip());
    }

    /** The seal of a server with this key, and former ones. */
    ChainSeal sealWith(Secret key, Secret... former) throws IOException {
        return ChainSeal.of(new StorageSettings(
                folder.resolve("other"), Optional.empty(), 5, Optional.of(key), List.of(former), true));
    }

    /** Every third call failed. */
    static void append(Database database, ChainSeal seal, int rows) {
        List<AuditRow> all = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            all.add(i % 3 == 2 ? GivenRow.because(GivenRow.read(), "upstream_unavailable") : GivenRow.read());
        }
        new Chain(seal).append(database, all);
    }

    static ChainReport check(Database database, ChainSeal seal) {
        return new ChainCheck(database, seal, ChainHeadMark.Seen.NOTHING, Optional.empty()).run();
    }

    static void tamper(Database database, String... statements) {
        database.onConnection(connection -> {
            try (Statement statement = connection.createStatement()) {
                for (String each : statements) {
                    assertThat(statement.executeUpdate(each)).isPositive();
                }
            }
            return Boolean.TRUE;
        });
    }
}
