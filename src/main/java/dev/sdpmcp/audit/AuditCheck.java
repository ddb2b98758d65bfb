package dev.sdpmcp.audit;

import dev.sdpmcp.audit.chain.ChainCheck;
import dev.sdpmcp.audit.chain.ChainReport;
import dev.sdpmcp.audit.chain.ChainSeal;
import dev.sdpmcp.audit.writing.RowLog;
import dev.sdpmcp.config.AcceptedBreak;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.persistence.Database;
import java.io.IOException;
import java.util.Optional;

/** Check of the audit trail, for commands. Stateless. */
public final class AuditCheck {

    private AuditCheck() {}

    /**
     * Reads the whole trail, in bounded memory; servers may write meanwhile.
     *
     * @param accepted the break that an operator has accepted
     * @param database open
     * @throws IOException if the key of the seal, or how far the server has seen the trail, cannot be read
     * @throws dev.sdpmcp.persistence.DatabaseUnavailable if the database goes away meanwhile
     */
    public static ChainReport of(StorageSettings storage, Optional<AcceptedBreak> accepted, Database database)
            throws IOException {
        return ChainCheck.of(database, ChainSeal.of(storage), storage.dataDirectory(), accepted)
                .run();
    }

    /** Bytes of rows in files of the data folder, which the database did not take and a server adds to the trail. */
    public static long waitingBytes(StorageSettings storage) {
        return new RowLog(storage.dataDirectory(), RowLog.MAX_BYTES).bytes();
    }
}
