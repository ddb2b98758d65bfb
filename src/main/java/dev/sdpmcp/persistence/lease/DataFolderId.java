package dev.sdpmcp.persistence.lease;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Identity of a data folder, a UUID in a file that is made once. One server at a time uses a folder, so an earlier
 * user of it is gone. A folder without the file is not the one that this server began with: its file system is not
 * mounted. Immutable.
 */
public final class DataFolderId {

    private static final String FILE = "folder-id";

    private final Path file;
    private final String id;

    private DataFolderId(Path file, String id) {
        this.file = file;
        this.id = id;
    }

    /** @throws IOException if the file can neither be read nor made */
    public static DataFolderId of(Path dataFolder) throws IOException {
        Path file = dataFolder.resolve(FILE);
        if (!Files.exists(file)) {
            Files.createDirectories(dataFolder);
            Files.writeString(file, UUID.randomUUID() + "\n", StandardCharsets.US_ASCII);
        }
        try {
            UUID id = UUID.fromString(
                    Files.readString(file, StandardCharsets.US_ASCII).strip());
            return new DataFolderId(file, id.toString());
        } catch (IllegalArgumentException cutOff) {
            Files.delete(file);
            return of(dataFolder);
        }
    }

    String text() {
        return id;
    }

    public boolean isPresent() {
        return Files.exists(file);
    }

    /** @throws IOException if the folder is not there: a file that is written now could not be found later */
    public void requirePresent() throws IOException {
        if (!isPresent()) {
            throw new IOException("the data folder is not there; is its file system mounted?");
        }
    }
}
