package dev.sdpmcp.backup;

import dev.sdpmcp.audit.chain.ChainHeadMark;
import dev.sdpmcp.audit.chain.ChainSeal;
import dev.sdpmcp.audit.writing.RowLog;
import dev.sdpmcp.persistence.encryption.EncryptionKeys;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Files of a data folder that belong to its database. The generated keys, without which it cannot be read or proven, and rows
 * of the audit trail that the database does not have yet, are in a backup. How far the server has seen the trail go is not:
 * that is about the database that was, and would contradict the one that is restored.
 */
final class DatabaseFiles {

    /** The folder of the embedded database. */
    static final String DATABASE = "database";

    private static final List<String> KEYS = List.of(EncryptionKeys.FILE, ChainSeal.KEY_FILE);

    private DatabaseFiles() {}

    /** Names of the generated keys that there are. */
    static List<String> keys(Path dataDirectory) {
        return KEYS.stream()
                .filter(key -> Files.exists(dataDirectory.resolve(key)))
                .toList();
    }

    /** Names of files with rows that wait. They may be gone when they are opened: the database has their rows then. */
    static List<String> rows(Path dataDirectory) throws IOException {
        TreeSet<String> found = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(dataDirectory, RowLog.FILES)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (RowLog.isFile(name)) {
                    found.add(name);
                }
            }
        }
        return List.copyOf(found);
    }

    /** Whether a backup may hold a file of this name. */
    static boolean isOne(String name) {
        return KEYS.contains(name) || RowLog.isFile(name);
    }

    /** Names of all that a restore must move away first, and that there are. */
    static List<String> replaced(Path dataDirectory) throws IOException {
        return Stream.of(
                        keys(dataDirectory).stream(),
                        rows(dataDirectory).stream(),
                        Stream.of(DATABASE, ChainHeadMark.FILE, SettingsFile.RESTORED)
                                .filter(name -> Files.exists(dataDirectory.resolve(name))))
                .flatMap(names -> names)
                .toList();
    }
}
