package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.upstream.UpstreamFailure.Throttled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Rate limit for token requests: at most so many in any {@link #WINDOW}, counted in memory. Zoho blocks a client that
 * exceeds its limit. Thread-safe.
 */
final class SlidingWindowLimit {

    /** Zoho allows ten; two are left for other programs that use the same refresh token. */
    static final int MAX_REQUESTS = 8;

    static final Duration WINDOW = Duration.ofMinutes(10);

    private final int maxRequests;
    private final Clock clock;
    private final Deque<Instant> requests = new ArrayDeque<>();

    SlidingWindowLimit(int maxRequests, Clock clock) {
        this.maxRequests = maxRequests;
        this.clock = clock;
    }

    /** Counts a request; if the limit is reached, counts nothing and returns the failure. */
    synchronized Optional<Throttled> tryAcquire() {
        Instant now = clock.instant();
        removeExpired(now);
        if (requests.size() >= maxRequests) {
            return Optional.of(
                    exceeded(Duration.between(now, requests.getFirst().plus(WINDOW))));
        }
        requests.addLast(now);
        return Optional.empty();
    }

    private void removeExpired(Instant now) {
        while (!requests.isEmpty() && !now.isBefore(requests.getFirst().plus(WINDOW))) {
            requests.removeFirst();
        }
    }

    /** The number of requests that are allowed now. */
    synchronized int remaining() {
        removeExpired(clock.instant());
        return maxRequests - requests.size();
    }

    /** Takes back the last request, because it was not sent. */
    synchronized void cancelLast() {
        requests.pollLast();
    }

    /** The failure when this server, or all servers on its database, reached {@link #MAX_REQUESTS}. */
    static Throttled exceeded(Duration wait) {
        return exceeded(MAX_REQUESTS + " access tokens were requested", wait);
    }

    private static Throttled exceeded(String cause, Duration wait) {
        return new Throttled(
                cause + " within " + WINDOW.toMinutes()
                        + " minutes, and Zoho blocks a client that requests more than 10; try again in "
                        + (wait.toSeconds() + 1) + " s",
                wait);
    }

    /** The failure while Zoho refuses requests because of its limit. */
    static Throttled throttledByZoho(Duration wait) {
        return new Throttled(
                "Zoho gives out no more access tokens for now (10 in 10 minutes at most); an earlier request makes the"
                        + " wait longer, try again in " + (wait.toSeconds() + 59) / 60 + " minutes",
                wait);
    }

    /**
     * The same limit, lower and counted in a file of the data folder: for a program that is run repeatedly where there
     * is no database to count in.
     */
    static final class InFile {

        /** Leaves most of what Zoho allows to the server. */
        static final int MAX_REQUESTS = 3;

        private static final String PRIVATE = "rwx------";

        private final Path file;

        InFile(Path dataDirectory) {
            this.file = dataDirectory.resolve("token-requests");
        }

        /**
         * As {@link SlidingWindowLimit#tryAcquire}.
         *
         * @throws IOException if the file cannot be read or written
         */
        Optional<Throttled> tryAcquire() throws IOException {
            Instant now = Instant.now();
            List<Instant> counted = new ArrayList<>(read());
            counted.removeIf(then -> then.isAfter(now) || !now.isBefore(then.plus(WINDOW)));
            if (counted.size() >= MAX_REQUESTS) {
                Instant oldest = counted.get(counted.size() - MAX_REQUESTS);
                return Optional.of(exceeded(
                        "the credentials were tried " + MAX_REQUESTS + " times",
                        Duration.between(now, oldest.plus(WINDOW))));
            }
            counted.add(now);
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null && !Files.exists(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE)));
            }
            Files.write(file, counted.stream().map(Instant::toString).toList());
            return Optional.empty();
        }

        private List<Instant> read() throws IOException {
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
}
