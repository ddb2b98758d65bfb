package dev.sdpmcp.release;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Allowed licences of libraries in the WAR. */
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

    /** One message for each library without an allowed licence. */
    List<String> objections(List<Part> parts) {
        List<String> objections = new ArrayList<>();
        for (Part part : parts) {
            if (part.licences().isEmpty()) {
                objections.add(part.coordinates() + " states no licence. Clarify it, or remove the library.");
            } else if (part.licences().stream().noneMatch(allowed::containsKey)) {
                objections.add(part.coordinates() + " is under " + String.join(", ", part.licences())
                        + ", which src/main/release/licences.properties does not allow.");
            }
        }
        return objections;
    }
}
