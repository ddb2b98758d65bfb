package dev.sdpmcp.audit.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sdpmcp.persistence.StoredJson;
import dev.sdpmcp.telemetry.ExceptionSummary;
import dev.sdpmcp.telemetry.LineLimit.OnceAMinute;
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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * High-water mark of the chain: how far this server has seen it go, compared with the chain for each batch. A chain
 * that ends earlier, or has another row there, was put back; its seal is of no help, since an older record of the
 * ends has an older seal that fits. The mark is also written to the data folder, sealed. The file may be behind the
 * chain and is never ahead of it. Thread-safe.
 */
public final class ChainHeadMark {

    /** Its name in the data folder. */
    public static final String FILE = "audit-seal.mark";

    private static final Logger LOG = System.getLogger(ChainHeadMark.class.getName());
    private static final int MAX_HISTORY = 100;
    private static final long MILLIS_BETWEEN_HEADS = Duration.ofHours(1).toMillis();
    private static final String UNKNOWN_HASH = "-";

    private final Optional<Path> folder;
    private final ChainSeal seal;
    private final InstantSource clock;
    private final OnceAMinute failureLines = new OnceAMinute();
    private Seen seen = Seen.NOTHING;
    private Optional<Uncommitted> uncommitted = Optional.empty();
    private Seen atLastRound = Seen.NOTHING;
    private Seen kept = Seen.NOTHING;

    /** The chain as it will be when a transaction is committed. */
    private record Uncommitted(ChainState state, Optional<Long> breakRow) {}

    /**
     * An end of the chain at a time by the clock of this server; later rows were written after it.
     *
     * @param head with {@value #UNKNOWN_HASH} as its hash if the chain was broken since, so that only the time counts
     */
    record SeenHead(ChainHead head, long atMillis) {

        boolean isProof() {
            return !head.hash().equals(UNKNOWN_HASH);
        }
    }

    /**
     * What a server has seen of the chain, committed and under a valid seal. Immutable.
     *
     * @param head the last row
     * @param anchor the last row that retention had deleted
     * @param breakRow the last row that records a break of the chain; 0 if there is none
     * @param history ends of the chain, about an hour apart, the oldest first
     */
    record Seen(ChainHead head, ChainHead anchor, long breakRow, List<SeenHead> history) {

        static final Seen NOTHING = new Seen(ChainHead.NONE, ChainHead.NONE, 0, List.of());

        Seen {
            history = List.copyOf(history);
        }

        boolean isNothing() {
            return head.number() == 0;
        }

        /** The same with the chain as it is now. */
        Seen and(ChainState state, long nowMillis) {
            List<SeenHead> heads = new ArrayList<>(history);
            heads.removeIf(old -> old.head().number() < state.anchor().number());
            if (heads.isEmpty() || heads.getLast().atMillis() + MILLIS_BETWEEN_HEADS < nowMillis) {
                heads.add(new SeenHead(state.head(), nowMillis));
            }
            if (heads.size() > MAX_HISTORY) {
                // every second one of the older half: long ago need not be known to the hour
                for (int i = MAX_HISTORY / 2 - 1; i > 0; i -= 2) {
                    heads.remove(i);
                }
            }
            return new Seen(state.head(), state.anchor(), breakRow, heads);
        }

        /** The same with a row that records a break: earlier ends are no proof of rows any more. */
        Seen brokenAt(long row) {
            return new Seen(
                    head,
                    anchor,
                    row,
                    history.stream()
                            .map(old -> old.head().number() >= row
                                    ? old
                                    : new SeenHead(new ChainHead(old.head().number(), UNKNOWN_HASH), old.atMillis()))
                            .toList());
        }

        /** Rows with larger numbers were written after this time, whatever time they carry. */
        long lastPossiblyBefore(Instant time) {
            return history.stream()
                    .filter(old -> old.atMillis() >= time.toEpochMilli())
                    .mapToLong(old -> old.head().number())
                    .min()
                    .orElse(Long.MAX_VALUE);
        }

        /** The nearest row after this number that was seen at the end of the chain. */
        Optional<ChainHead> firstAfter(long number) {
            return history.stream()
                    .filter(SeenHead::isProof)
                    .map(SeenHead::head)
                    .filter(old -> old.number() > number)
                    .findFirst();
        }

        /** Whether another row was seen at this place. */
        boolean contradicts(ChainHead row) {
            return isAnother(row, head)
                    || history.stream().anyMatch(old -> old.isProof() && isAnother(row, old.head()));
        }

        private static boolean isAnother(ChainHead row, ChainHead old) {
            return row.number() == old.number() && !row.equals(old);
        }
    }

    private ChainHeadMark(Optional<Path> folder, ChainSeal seal, InstantSource clock) {
        this.folder = folder;
        this.seal = seal;
        this.clock = clock;
    }

    /** A mark without a file. */
    static ChainHeadMark inMemory(ChainSeal seal, InstantSource clock) {
        return new ChainHeadMark(Optional.empty(), seal, clock);
    }

    /** A mark that begins with the file in the data folder. An unusable file is reported in the log and replaced. */
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
     * The content of the file: what was seen as JSON, and a line with the name of a key and its seal. Nothing if
     * there is no file, or a power failure left it empty.
     *
     * @throws IOException if it cannot be read, or is not as this program wrote it
     */
    static Seen read(Path folder, ChainSeal seal) throws IOException {
        String text;
        try {
            text = Files.readString(folder.resolve(FILE), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException none) {
            return Seen.NOTHING;
        }
        if (text.isBlank()) {
            return Seen.NOTHING;
        }
        String[] words = text.strip().split("[ \\n]");
        try {
            if (words.length == 3 && seal.fitsText(words[0], words[1], words[2])) {
                return StoredJson.MAPPER.readValue(words[0], Seen.class);
            }
        } catch (JsonProcessingException damaged) {
            LOG.log(Level.DEBUG, "{0}: {1}", FILE, ExceptionSummary.inOneLine(damaged));
        }
        throw new IOException(FILE + " is damaged or was changed by somebody else; if you know why, move it away");
    }

    /**
     * The reason why the chain is not as this program left it; empty if there is none. Only for the holder of the
     * lock of the chain's ends, which are new or have a valid seal.
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
        seen = seen.and(state, clock.millis());
    }

    /**
     * The chain will be like this when the transaction is committed.
     *
     * @param breakRow the row in it that records a break, if there is one
     */
    synchronized void wrote(ChainState state, Optional<Long> breakRow) {
        uncommitted = Optional.of(new Uncommitted(state, breakRow));
    }

    /** The transaction that ended the chain with this row was committed. */
    synchronized void committed(long number) {
        uncommitted.filter(written -> written.state().head().number() == number).ifPresent(this::see);
    }

    private void see(Uncommitted written) {
        Seen now = seen.and(written.state(), clock.millis());
        seen = written.breakRow().map(now::brokenAt).orElse(now);
        uncommitted = Optional.empty();
    }

    /** A row of the chain records a break. */
    synchronized void sawBreak(long row) {
        seen = seen.breakRow() >= row ? seen : seen.brokenAt(row);
    }

    synchronized Seen seen() {
        return seen;
    }

    /**
     * Writes what was seen at the last call of this method: the embedded database does not force its commits to the
     * disk, and the file must not be ahead of them after the machine lost power.
     */
    public synchronized void keepLastRound() {
        keep(atLastRound);
        atLastRound = seen;
    }

    /** Writes what was seen. */
    public synchronized void keep() {
        keep(seen);
    }

    private void keep(Seen now) {
        if (folder.isEmpty() || now.equals(kept)) {
            return;
        }
        Path draft = folder.get().resolve(FILE + ".new");
        try {
            String text = StoredJson.MAPPER.writeValueAsString(now);
            Files.writeString(draft, text + "\n" + seal.keyName() + " " + seal.ofText(text) + "\n");
            Files.move(
                    draft,
                    folder.get().resolve(FILE),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            kept = now;
        } catch (IOException full) {
            if (failureLines.isDue()) {
                LOG.log(
                        Level.WARNING,
                        "how far the audit trail went cannot be kept in the data folder: {0}",
                        ExceptionSummary.inOneLine(full));
            }
        }
    }
}
