package dev.sdpmcp.audit;

import dev.sdpmcp.audit.chain.ChainCheck;
import dev.sdpmcp.audit.chain.ChainReport;
import dev.sdpmcp.audit.chain.ChainSeal;
import dev.sdpmcp.audit.journal.TrailJournal;
import dev.sdpmcp.audit.journal.WriteAheadLog;
import dev.sdpmcp.config.AcceptedBreak;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.persistence.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The door for the command that checks the trail. */
public final class AuditCheck {

    private AuditCheck() {}

    /**
     * Reads the whole trail. Takes time with its length, and the same memory whatever that is; servers may write meanwhile.
     *
     * @param accepted what an operator goes on with although it is broken
     * @param database open
     * @throws IOException if the key of the seal, or how far the server has seen the trail, cannot be read
     * @throws dev.sdpmcp.persistence.DatabaseUnavailable if the database goes away meanwhile
     */
    public static ChainReport of(StorageSettings storage, Optional<AcceptedBreak> accepted, Database database)
            throws IOException {
        return ChainCheck.of(database, ChainSeal.of(storage), storage.dataDirectory(), accepted)
                .run();
    }

    /**
     * Bytes of rows in files of the data folder, which a server adds to the trail: what the database did not take, and what a
     * killed server left.
     *
     * @throws IOException if the folder cannot be read
     */
    public static long waitingBytes(StorageSettings storage) throws IOException {
        Path folder = storage.dataDirectory();
        try (WriteAheadLog ahead = new WriteAheadLog(folder)) {
            return ahead.leftBytes() + new TrailJournal(folder, TrailJournal.MOST_BYTES).bytes();
        }
    }
}
