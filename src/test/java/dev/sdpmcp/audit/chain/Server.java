package dev.sdpmcp.audit.chain;

import dev.sdpmcp.audit.chain.ChainCheck.ChainReport;
import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.GivenRow;
import dev.sdpmcp.config.AcceptedBreak;
import dev.sdpmcp.persistence.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The chain of one server, with a data folder and a clock. */
record Server(Path home, Database database, ChainSeal seal, ChainHeadMark mark, Chain chain, Retention retention) {

    static Server at(Path home, ChainSeal seal, Database database, InstantSource clock) throws IOException {
        return at(home, seal, database, clock, Optional.empty());
    }

    static Server at(
            Path home, ChainSeal seal, Database database, InstantSource clock, Optional<AcceptedBreak> accepted)
            throws IOException {
        Files.createDirectories(home);
        ChainHeadMark mark = ChainHeadMark.in(home, seal, clock);
        Chain chain = new Chain(seal, mark, accepted);
        return new Server(home, database, seal, mark, chain, new Retention(chain));
    }

    void adds(int rows) {
        addsAt(rows, Instant.now());
    }

    /** Calls that began then. */
    void addsAt(int rows, Instant time) {
        List<AuditRow> all = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            all.add(GivenRow.readAt(time));
        }
        chain.append(database, all);
    }

    ChainHeadMark.Seen kept() throws IOException {
        return ChainHeadMark.read(home, seal);
    }

    ChainReport check() throws IOException {
        return new ChainCheck(database, seal, ChainHeadMark.read(home, seal), chain.accepted()).run();
    }

    String breakOf() throws IOException {
        return check().firstBreak().orElse("whole");
    }
}
