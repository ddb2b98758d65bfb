package dev.sdpmcp.audit.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sdpmcp.audit.chain.ChainState.ChainHead;
import dev.sdpmcp.persistence.StoredJson;
import dev.sdpmcp.telemetry.ExceptionSummary;
import dev.sdpmcp.telemetry.LineLimit.OnceAMinute;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
import java.util.stream.Stream;

/**
 * High-water mark of the chain: the last head that this server has seen, compared with the chain for each batch. A
 * chain that ends earlier, or has another row there, was restored from an older state, of which the seal is valid too.
 * The mark is also written to the data folder, sealed. The file may be behind the chain but is never ahead of it.
 * Thread-safe.
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
    private Seen previousRound = Seen.NOTHING;
    private Seen saved = Seen.NOTHING;

    /** The chain as it will be when the transaction is committed. */
    private record Uncommitted(ChainState state, Optional<Long> breakRow) {}

    /**
     * Head of the chain at a time by the clock of this server; later rows were written after it.
     *
     * @param head with the hash {@value #UNKNOWN_HASH} if the chain was broken since, so that only the time counts
     */
    record SeenHead(ChainHead head, long atMillis) {

        boolean isProof() {
            return !head.hash().equals(UNKNOWN_HASH);
        }

        SeenHead withoutHash() {
            return new SeenHead(new ChainHead(head.number(), UNKNOWN_HASH), atMillis);
        }
    }

    /**
     * State of the chain that a server has seen, committed and with a valid seal. Immutable.
     *
     * @param head the last row
     * @param anchor the last row that retention had deleted
     * @param breakRow the last row that records a break of the chain; 0 if there is none
     * @param history heads of the chain, about an hour apart, the oldest first
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
                // thin out the older half
                for (int i = MAX_HISTORY / 2 - 1; i > 0; i -= 2) {
                    heads.remove(i);
                }
            }
            return new Seen(state.head(), state.anchor(), breakRow, heads);
        }

        /** The same with a row that records a break: earlier heads no longer prove rows. */
        Seen brokenAt(long row) {
            List<SeenHead> heads = history.stream()
                    .map(old -> old.head().number() >= row ? old : old.withoutHash())
                    .toList();
            return new Seen(head, anchor, row, heads);
        }

        /** Rows with larger numbers were written after this time, even if their columns contain an earlier time. */
        long lastPossiblyBefore(Instant time) {
            return history.stream()
                    .filter(old -> old.atMillis() >= time.toEpochMilli())
                    .mapToLong(old -> old.head().number())
                    .min()
                    .orElse(Long.MAX_VALUE);
        }

        /** The first row after this number that was seen as the head. */
        Optional<ChainHead> firstAfter(long number) {
            return history.stream()
                    .filter(SeenHead::isProof)
                    .map(SeenHead::head)
                    .filter(old -> old.number() > number)
                    .findFirst();
        }

        /** Whether another row was seen with this number. */
        boolean contradicts(ChainHead row) {
            return Stream.concat(
                            Stream.of(head),
                            history.stream().filter(SeenHead::isProof).map(SeenHead::head))
                    .anyMatch(old -> row.number() == old.number() && !row.equals(old));
        }
    }

    /** @param folder for the file; empty for a mark without a file */
    ChainHeadMark(Optional<Path> folder, ChainSeal seal, InstantSource clock) {
        this.folder = folder;
        this.seal = seal;
        this.clock = clock;
    }

    /** A mark that begins with the file in the data folder. An unusable file is logged and replaced. */
    public static ChainHeadMark in(Path folder, ChainSeal seal) {
        return in(folder, seal, InstantSource.system());
    }

    static ChainHeadMark in(Path folder, ChainSeal seal, InstantSource clock) {
        ChainHeadMark mark = new ChainHeadMark(Optional.of(folder), seal, clock);
        try {
            mark.seen = read(folder, seal);
            mark.previousRound = mark.seen;
            mark.saved = mark.seen;
        } catch (IOException unusable) {
            LOG.log(
                    Level.ERROR,
                    "the saved head of the audit trail cannot be used: {0}; check the trail with --verify-audit",
                    ExceptionSummary.inOneLine(unusable));
        }
        return mark;
    }

    /**
     * Reads the file: the state as JSON, and a line with the name of a key and its seal.
     *
     * @return {@link Seen#NOTHING} if there is no file, or a power failure left it empty
     * @throws IOException if it cannot be read, or is not as this program wrote it
     */
    static Seen read(Path folder, ChainSeal seal) throws IOException {
        Path file = folder.resolve(FILE);
        String text = Files.notExists(file) ? "" : Files.readString(file, StandardCharsets.ISO_8859_1);
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
     * Reason why the chain is not as this program left it; empty if there is none. Only for the holder of the lock of
     * the ends, which are new or have a valid seal.
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
     * The chain as it will be when the transaction is committed.
     *
     * @param breakRow the new row that records a break, if there is one
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
     * Saves the state of the previous call of this method: the embedded database does not force its commits to the
     * disk, and after a power failure the file must not be ahead of them.
     */
    public synchronized void savePreviousRound() {
        save(previousRound);
        previousRound = seen;
    }

    public synchronized void save() {
        save(seen);
    }

    private void save(Seen now) {
        if (folder.isEmpty() || now.equals(saved)) {
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
            saved = now;
        } catch (IOException full) {
            if (failureLines.isDue()) {
                LOG.log(
                        Level.WARNING,
                        "the head of the audit trail cannot be saved to the data folder: {0}",
                        ExceptionSummary.inOneLine(full));
            }
        }
    }
}
