package dev.sdpmcp.audit.chain;

import dev.sdpmcp.telemetry.ExceptionSummary;
import dev.sdpmcp.telemetry.OnceAMinute;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;

/**
 * High-water mark of the chain: how far this server has seen it go, held against the chain with each batch. A chain that ends
 * before that, or has another row there, was put back: the seal alone cannot tell, since an older record of the ends carries
 * an older seal that fits. Kept, sealed, in the data folder, where somebody who can write the database cannot put it back;
 * the file may be behind the chain, never ahead of it. Thread-safe.
 */
public final class ChainHeadMark {

    /** Its name in the data folder. */
    public static final String FILE = "audit-seal.mark";

    private static final Logger LOG = System.getLogger(ChainHeadMark.class.getName());

    private final Optional<Path> folder;
    private final ChainSeal seal;
    private final InstantSource clock;
    private final OnceAMinute linesOfFailure = new OnceAMinute();
    private SeenChain seen = SeenChain.NOTHING;
    private Optional<Uncommitted> uncommitted = Optional.empty();
    private SeenChain atLastRound = SeenChain.NOTHING;
    private SeenChain kept = SeenChain.NOTHING;

    /** What the chain is as soon as a transaction is committed. */
    private record Uncommitted(ChainState state, Optional<Long> breakRow) {}

    private ChainHeadMark(Optional<Path> folder, ChainSeal seal, InstantSource clock) {
        this.folder = folder;
        this.seal = seal;
        this.clock = clock;
    }

    /** One that is forgotten with the process. */
    static ChainHeadMark inMemory(ChainSeal seal, InstantSource clock) {
        return new ChainHeadMark(Optional.empty(), seal, clock);
    }

    /** From what was kept in the data folder. What cannot be used is reported in the log, and replaced. */
    public static ChainHeadMark in(Path folder, ChainSeal seal) {
        return in(folder, seal, InstantSource.system());
    }

    static ChainHeadMark in(Path folder, ChainSeal seal, InstantSource clock) {
        ChainHeadMark mark = new ChainHeadMark(Optional.of(folder), seal, clock);
        try {
            mark.seen = read(folder, seal);
            mark.atLastRound = mark.seen;
            mark.kept = mark.seen;
        } catch (IOException unusable) {
            LOG.log(
                    Level.ERROR,
                    "how far the audit trail went is not known any more: {0}; check it with --verify-audit",
                    ExceptionSummary.inOneLine(unusable));
        }
        return mark;
    }

    /**
     * What was written last; nothing if nothing was, or a machine that lost power left an empty file.
     *
     * @throws IOException if it cannot be read, or is not as this program wrote it
     */
    static SeenChain read(Path folder, ChainSeal seal) throws IOException {
        String text;
        try {
            text = Files.readString(folder.resolve(FILE), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException none) {
            return SeenChain.NOTHING;
        }
        if (text.isBlank()) {
            return SeenChain.NOTHING;
        }
        int end = text.lastIndexOf("seal ");
        String[] words = text.substring(Math.max(0, end)).strip().split(" ");
        String sealed = text.substring(0, Math.max(0, end));
        Optional<SeenChain> read = SeenChain.parse(sealed);
        if (words.length != 3 || read.isEmpty() || !seal.fitsText(sealed, words[1], words[2])) {
            throw new IOException(FILE + " is damaged or was changed by somebody else; if you know why, move it away");
        }
        return read.get();
    }

    /**
     * What speaks against the chain being as this program left it; empty if nothing does. Only for the holder of the lock of
     * the chain's ends, who has found that their seal fits, or that they are new.
     */
    synchronized Optional<String> objection(Connection connection, ChainState state) throws SQLException {
        if (uncommitted
                .filter(written -> written.state().head().equals(state.head()))
                .isPresent()) {
            see(uncommitted.get());
        }
        return isReached(connection, state)
                ? Optional.empty()
                : Optional.of("it ends with row " + state.head().number() + " and begins behind row "
                        + state.anchor().number() + ", and this server has seen another row "
                        + seen.head().number() + " of it: it was put back or shortened");
    }

    private boolean isReached(Connection connection, ChainState state) throws SQLException {
        ChainHead head = seen.head();
        if (seen.isNothing() || head.number() < state.anchor().number()) {
            return true;
        }
        if (state.anchor().number() < seen.anchor().number()) {
            return false;
        }
        if (head.number() >= state.head().number()) {
            return head.equals(state.head());
        }
        return head.number() == state.anchor().number()
                ? head.equals(state.anchor())
                : head.hash().equals(StoredRows.hash(connection, head.number()).orElse(""));
    }

    /** The chain is as the program left it. */
    synchronized void saw(ChainState state) {
        seen = seen.and(state, clock.instant());
    }

    /**
     * The chain is like this as soon as the transaction is committed.
     *
     * @param breakRow the row in it that says that the chain was broken, if there is one
     */
    synchronized void wrote(ChainState state, Optional<Long> breakRow) {
        uncommitted = Optional.of(new Uncommitted(state, breakRow));
    }

    /** The transaction that ended the chain with this row was committed. */
    synchronized void committed(long number) {
        uncommitted.filter(written -> written.state().head().number() == number).ifPresent(this::see);
    }

    private void see(Uncommitted written) {
        SeenChain now = seen.and(written.state(), clock.instant());
        seen = written.breakRow().isPresent() ? now.brokenAt(written.breakRow().get()) : now;
        uncommitted = Optional.empty();
    }

    /** A row of the chain says that it was broken. */
    synchronized void sawBreak(long row) {
        seen = seen.breakRow() >= row ? seen : seen.brokenAt(row);
    }

    synchronized SeenChain seen() {
        return seen;
    }

    /**
     * Writes down what there was to see the last time this was called: what the database has told the operating system must
     * be on its disk before, where it does not force it there.
     */
    public synchronized void keepLastRound() {
        keep(atLastRound);
        atLastRound = seen;
    }

    /** Writes down what was seen. */
    public synchronized void keep() {
        keep(seen);
    }

    private void keep(SeenChain now) {
        if (folder.isEmpty() || now.equals(kept)) {
            return;
        }
        String text = now.text();
        Path draft = folder.get().resolve(FILE + ".new");
        try {
            Files.writeString(
                    draft,
                    text + "seal " + seal.keyName() + " " + seal.ofText(text) + "\n",
                    StandardCharsets.ISO_8859_1);
            Files.move(
                    draft,
                    folder.get().resolve(FILE),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            kept = now;
        } catch (IOException full) {
            if (linesOfFailure.isDue()) {
                LOG.log(
                        Level.WARNING,
                        "how far the audit trail went cannot be kept in the data folder: {0}",
                        ExceptionSummary.inOneLine(full));
            }
        }
    }
}
