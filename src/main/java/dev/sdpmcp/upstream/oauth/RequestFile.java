package dev.sdpmcp.upstream.oauth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * So many requests for a token in any ten minutes and no more, counted in a file of the data folder: for a program that is run
 * again and again where there is no database to count in.
 */
final class RequestFile {

    /** Leaves most of what Zoho gives out to the server. */
    static final int MOST = 3;

    private static final String PRIVATE = "rwx------";

    private final Path file;

    RequestFile(Path dataDirectory) {
        this.file = dataDirectory.resolve("token-requests");
    }

    /**
     * Takes a place for a request; if there is none, how long until there is.
     *
     * @throws IOException if it cannot be counted
     */
    Optional<Duration> take() throws IOException {
        Instant now = Instant.now();
        List<Instant> counting = new ArrayList<>(past());
        counting.removeIf(then -> then.isAfter(now) || !now.isBefore(then.plus(SlidingWindowLimit.LENGTH)));
        if (counting.size() >= MOST) {
            return Optional.of(
                    Duration.between(now, counting.get(counting.size() - MOST).plus(SlidingWindowLimit.LENGTH)));
        }
        counting.add(now);
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.exists(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE)));
        }
        Files.write(file, counting.stream().map(Instant::toString).toList());
        return Optional.empty();
    }

    private List<Instant> past() throws IOException {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.matches("[0-9T:.-]{10,40}Z"))
                    .map(Instant::parse)
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }
}
