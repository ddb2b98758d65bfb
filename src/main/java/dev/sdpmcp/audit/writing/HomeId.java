package dev.sdpmcp.audit.writing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * The name of a data folder, made once. One server at a time holds the folder, so who used it before us is gone. A folder that
 * lacks it is not the one that this server began with: its file system is not mounted. Immutable.
 */
final class HomeId {

    private static final String FILE = "audit-home";

    private final Path file;
    private final String id;

    private HomeId(Path file, String id) {
        this.file = file;
        this.id = id;
    }

    /** @throws IOException if it can neither be read nor made */
    static HomeId of(Path dataFolder) throws IOException {
        Path file = dataFolder.resolve(FILE);
        if (!Files.exists(file)) {
            Files.createDirectories(dataFolder);
            Files.writeString(file, UUID.randomUUID() + "\n", StandardCharsets.US_ASCII);
        }
        try {
            UUID id = UUID.fromString(
                    Files.readString(file, StandardCharsets.US_ASCII).strip());
            return new HomeId(file, id.toString());
        } catch (IllegalArgumentException cutOff) {
            Files.delete(file);
            return of(dataFolder);
        }
    }

    String text() {
        return id;
    }

    boolean isPresent() {
        return Files.exists(file);
    }

    /** @throws IOException if the folder is not there: what would be written now could not be found again */
    void requirePresent() throws IOException {
        if (!isPresent()) {
            throw new IOException("the data folder is not there; is its file system mounted?");
        }
    }
}
