package dev.sdpmcp.audit.chain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Keeps the end of the chain that a server saw last in its data folder, where who can write the database cannot put it back.
 * Sealed; replaced as a whole. Immutable; used by one thread at a time.
 */
public final class SeenEndFile {

    /** Its name in the data folder. */
    public static final String NAME = "audit-seal.mark";

    private static final String FORM = "sdp-mcp-audit-mark-1";
    private static final int PARTS = 5;

    private final Path folder;
    private final ChainSeal seal;

    public SeenEndFile(Path folder, ChainSeal seal) {
        this.folder = folder;
        this.seal = seal;
    }

    /**
     * What was written last; empty if nothing was, or a machine that lost power left an empty file. What another key sealed
     * counts as well: keys are changed, and who may write here could as well delete it.
     *
     * @throws IOException if it cannot be read, or is not as this program wrote it
     */
    Optional<SeenEnd> read() throws IOException {
        String line = line();
        if (line.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = line.split(" ", PARTS);
        if (parts.length != PARTS || !parts[0].equals(FORM) || !parts[1].matches("[0-9]{1,18}")) {
            throw altered();
        }
        SeenEnd end = new SeenEnd(Long.parseLong(parts[1]), parts[2]);
        if (parts[3].equals(seal.keyName()) && !seal.fits(end, parts[4])) {
            throw altered();
        }
        return Optional.of(end);
    }

    private String line() throws IOException {
        try {
            return Files.readString(folder.resolve(NAME), StandardCharsets.ISO_8859_1)
                    .strip();
        } catch (NoSuchFileException none) {
            return "";
        }
    }

    private static IOException altered() {
        return new IOException(NAME + " is damaged or was changed by somebody else; if you know why, move it away");
    }

    void write(SeenEnd end) throws IOException {
        String line =
                String.join(" ", FORM, Long.toString(end.number()), end.hash(), seal.keyName(), seal.of(end)) + "\n";
        Path draft = folder.resolve(NAME + ".new");
        Files.writeString(draft, line, StandardCharsets.US_ASCII);
        Files.move(draft, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
