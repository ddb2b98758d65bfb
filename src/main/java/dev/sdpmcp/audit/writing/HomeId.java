package dev.sdpmcp.audit.writing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** The name of a data folder, made once. One server at a time holds the folder, so who used it before us is gone. */
final class HomeId {

    private HomeId() {}

    static String of(Path dataFolder) throws IOException {
        Path file = dataFolder.resolve("audit-home");
        if (!Files.exists(file)) {
            Files.createDirectories(dataFolder);
            Files.writeString(file, UUID.randomUUID() + "\n", StandardCharsets.US_ASCII);
        }
        try {
            return UUID.fromString(
                            Files.readString(file, StandardCharsets.US_ASCII).strip())
                    .toString();
        } catch (IllegalArgumentException cutOff) {
            Files.delete(file);
            return of(dataFolder);
        }
    }
}
