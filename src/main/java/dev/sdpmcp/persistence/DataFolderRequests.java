package dev.sdpmcp.persistence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;

/**
 * Requests of one kind to the server that holds a data folder (mode 700). Request and answer are files with unique
 * names (mode 600), so that any number of processes may ask; a request may hold a secret and is deleted when it is
 * read.
 *
 * <p>Both sides have a heartbeat: the server touches a file every second, a command its request. An abandoned request
 * is deleted.
 */
public final class DataFolderRequests {

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration ABANDONED = Duration.ofMinutes(2);
    private static final String SIGN_OF_LIFE = "requests-served";
    private static final String REQUEST = ".request";
    private static final String ANSWER = ".answer";
    private static final String UNFINISHED = ".unfinished";

    private final Path folder;
    private final String kind;

    /** @param kind of request, a word for file names */
    public DataFolderRequests(Path dataDirectory, String kind) {
        this.folder = dataDirectory;
        this.kind = kind;
    }

    /** The heartbeat of the server. */
    static void showLife(Path dataDirectory) throws IOException {
        Path sign = dataDirectory.resolve(SIGN_OF_LIFE);
        if (Files.exists(sign)) {
            Files.setLastModifiedTime(sign, FileTime.from(Instant.now()));
        } else {
            Files.createFile(sign, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }

    /**
     * Asks and waits for the answer. Without one the request is deleted, unless it is being served.
     *
     * @param silence maximum time without a heartbeat of the server
     * @param limit maximum time in total
     * @return the answer; empty if there was none in time
     */
    public Optional<String> ask(String text, Duration silence, Duration limit)
            throws IOException, InterruptedException {
        String name = kind + "-"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        Path request = folder.resolve(name + REQUEST);
        Path answer = folder.resolve(name + ANSWER);
        write(request, text);
        try {
            return awaited(request, answer, silence, limit);
        } finally {
            Files.deleteIfExists(request);
            Files.deleteIfExists(answer);
        }
    }

    private Optional<String> awaited(Path request, Path answer, Duration silence, Duration limit)
            throws IOException, InterruptedException {
        long begun = System.nanoTime();
        long heard = begun;
        Optional<FileTime> sign = touched(folder.resolve(SIGN_OF_LIFE));
        while (!Files.exists(answer)) {
            Optional<FileTime> latest = touched(folder.resolve(SIGN_OF_LIFE));
            long now = System.nanoTime();
            heard = latest.equals(sign) ? heard : now;
            sign = latest;
            if (now - heard > silence.toNanos() || now - begun > limit.toNanos()) {
                return Optional.empty();
            }
            if (Files.exists(request)) {
                touch(request);
            }
            Thread.sleep(PAUSE.toMillis());
        }
        return Optional.of(Files.readString(answer, StandardCharsets.UTF_8));
    }

    private static Optional<FileTime> touched(Path file) throws IOException {
        try {
            return Optional.of(Files.getLastModifiedTime(file));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    private static void touch(Path request) throws IOException {
        try {
            Files.setLastModifiedTime(request, FileTime.from(Instant.now()));
        } catch (NoSuchFileException takenMeanwhile) {
            // it is being served
        }
    }

    /** Whether a request waits; deletes abandoned files. */
    boolean isWaiting() throws IOException {
        deleteAbandoned(ANSWER);
        deleteAbandoned(REQUEST);
        return next().isPresent();
    }

    private Optional<Path> next() throws IOException {
        try (DirectoryStream<Path> waiting = Files.newDirectoryStream(folder, kind + "-*" + REQUEST)) {
            Iterator<Path> paths = waiting.iterator();
            return paths.hasNext() ? Optional.of(paths.next()) : Optional.empty();
        }
    }

    private void deleteAbandoned(String ending) throws IOException {
        Instant oldest = Instant.now().minus(ABANDONED);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, kind + "-*" + ending)) {
            for (Path file : files) {
                if (touched(file)
                        .filter(time -> time.toInstant().isBefore(oldest))
                        .isPresent()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /**
     * Serves a request if there is one.
     *
     * @param service returns the answer to the text of a request; there is none if it throws
     */
    public void serve(UnaryOperator<String> service) throws IOException {
        Optional<Path> request = next();
        if (request.isEmpty()) {
            return;
        }
        String asked;
        try {
            asked = Files.readString(request.get(), StandardCharsets.UTF_8);
            Files.delete(request.get());
        } catch (NoSuchFileException takenBack) {
            return;
        }
        String name = String.valueOf(request.get().getFileName());
        write(folder.resolve(name.substring(0, name.length() - REQUEST.length()) + ANSWER), service.apply(asked));
    }

    /** Atomic; only the owner of the folder can read the file, whatever user writes it. */
    private void write(Path file, String text) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
        try {
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(unfinished, text, StandardCharsets.UTF_8);
            UserPrincipal owner = Files.getOwner(folder);
            if (!Files.getOwner(unfinished).equals(owner)) {
                Files.setOwner(unfinished, owner); // root asks on behalf of the server's user
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
