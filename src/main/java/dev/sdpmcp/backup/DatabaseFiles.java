package dev.sdpmcp.backup;

import dev.sdpmcp.audit.chain.ChainHeadMark;
import dev.sdpmcp.audit.chain.ChainSeal;
import dev.sdpmcp.audit.writing.RowLog;
import dev.sdpmcp.persistence.encryption.EncryptionKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files of a data folder that belong to its database. A backup holds the generated keys, which are needed to decrypt
 * and verify it, and audit rows that are not in the database yet. It does not hold the mark of the last audit row,
 * which would not fit a restored database.
 */
final class DatabaseFiles {

    /** The folder of the embedded database. */
    static final String DATABASE = "database";

    private static final List<String> KEYS = List.of(EncryptionKeys.FILE, ChainSeal.KEY_FILE);

    private DatabaseFiles() {}

    /** Names of the existing generated keys. */
    static List<String> keys(Path dataDirectory) {
        return KEYS.stream()
                .filter(key -> Files.exists(dataDirectory.resolve(key)))
                .toList();
    }

    /** Names of files with pending rows. A file may be deleted before it is opened: the database has its rows then. */
    static List<String> pendingRows(Path dataDirectory) throws IOException {
        try (Stream<Path> files = Files.list(dataDirectory)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(RowLog::isFile)
                    .sorted()
                    .toList();
        }
    }

    /** Whether a backup may hold a file of this name. */
    static boolean belongsInBackup(String name) {
        return KEYS.contains(name) || RowLog.isFile(name);
    }

    /** Names of the existing files and folders that a restore replaces. */
    static List<String> replaced(Path dataDirectory) throws IOException {
        return Stream.of(
                        keys(dataDirectory).stream(),
                        pendingRows(dataDirectory).stream(),
                        Stream.of(DATABASE, ChainHeadMark.FILE, SettingsFile.RESTORED)
                                .filter(name -> Files.exists(dataDirectory.resolve(name))))
                .flatMap(names -> names)
                .toList();
    }
}
