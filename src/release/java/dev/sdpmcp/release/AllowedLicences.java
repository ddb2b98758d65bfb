package dev.sdpmcp.release;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The licences that libraries inside the WAR may have. */
final class AllowedLicences {

    private final Properties allowed;

    AllowedLicences(Properties allowed) {
        this.allowed = allowed;
    }

    static AllowedLicences read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader text = Files.newBufferedReader(file)) {
            properties.load(text);
        }
        return new AllowedLicences(properties);
    }

    /** A sentence for each library that may not go into the WAR; of several licences we choose one. */
    List<String> objections(List<Part> parts) {
        List<String> objections = new ArrayList<>();
        for (Part part : parts) {
            if (part.licences().isEmpty()) {
                objections.add(part.coordinates() + " states no licence. Find out, or do without it.");
            } else if (part.licences().stream().noneMatch(allowed::containsKey)) {
                objections.add(part.coordinates() + " is under " + String.join(", ", part.licences())
                        + ", which src/main/release/licences.properties does not allow.");
            }
        }
        return objections;
    }
}
