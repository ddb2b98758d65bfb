package dev.sdpmcp.audit.chain;

import dev.sdpmcp.audit.chain.ChainState.ChainHead;
import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.AuditRow.RowKind;
import dev.sdpmcp.config.AcceptedBreak;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verification of consecutive rows: computes the hash of each from its columns and records the rows that do not
 * continue the row before. From the first such row on it computes a digest of everything that it reads, with which an
 * operator can accept the break, see {@link AcceptedBreak}. Bounded memory. Used by one thread.
 */
final class ChainWalk {

    /** Breaks that are described; later ones are not. */
    static final int MAX_FAULTS = 100;

    private static final int PAGE = 1_000;

    private final Optional<AcceptedBreak> accepted;
    private final List<String> faults = new ArrayList<>();
    private final List<String> acceptedFaults = new ArrayList<>();
    private ChainHead last;
    private @Nullable MessageDigest digest;
    private Optional<AcceptedBreak> acceptable = Optional.empty();
    private Optional<AcceptedBreak> first = Optional.empty();
    private OptionalLong recorded = OptionalLong.empty();

    /** @param from the place before the first row: the anchor */
    ChainWalk(ChainHead from, Optional<AcceptedBreak> accepted) {
        this.last = from;
        this.accepted = accepted;
    }

    /** The next row. */
    void add(RowColumns.Stored row) {
        Optional<String> fault = faultOf(row);
        MessageDigest running = digest;
        if (fault.isPresent() && running == null) {
            running = Sha256.start();
            digest = running;
            update(running, last.number() + " " + last.hash());
        }
        if (running != null) {
            update(running, row.number() + " " + row.hash() + " " + row.computedHash());
            settle(running, row, fault);
        }
        if (row.number() > last.number()) {
            last = row.head();
        }
    }

    private void settle(MessageDigest running, RowColumns.Stored row, Optional<String> fault) {
        boolean isEndOfAccepted =
                accepted.filter(end -> end.row() == row.number()).isPresent();
        if (fault.isEmpty() && !isEndOfAccepted) {
            return;
        }
        AcceptedBreak here = new AcceptedBreak(row.number(), valueOf(running));
        fault.filter(broken -> faults.size() < MAX_FAULTS).ifPresent(faults::add);
        acceptable = fault.isPresent() ? Optional.of(here) : acceptable;
        if (first.isEmpty() && fault.isPresent()) {
            first = acceptable;
            recorded = isBreak(row) ? OptionalLong.of(row.number()) : OptionalLong.empty();
        }
        if (accepted.filter(here::equals).isPresent()) {
            acceptedFaults.addAll(faults);
            faults.clear();
            first = Optional.empty();
            recorded = OptionalLong.empty();
        }
    }

    private Optional<String> faultOf(RowColumns.Stored row) {
        Optional<String> fault = faultOfPlace(row);
        if (!isBreak(row)) {
            return fault;
        }
        String reason = row.column("call_arguments");
        return Optional.of(fault.map(place -> place + "; ").orElse("")
                + "row " + row.number() + " says that the trail was not as the program had left it" + when(row)
                + (reason == null ? "" : ": " + reason));
    }

    private static boolean isBreak(RowColumns.Stored row) {
        return RowKind.BREAK.name().equals(row.column("row_kind")) && row.isUnaltered();
    }

    private Optional<String> faultOfPlace(RowColumns.Stored row) {
        if (row.number() <= last.number()) {
            return Optional.of("row " + row.number() + " was put in before the beginning of the chain" + when(row));
        }
        if (row.number() != last.number() + 1) {
            return Optional.of("row " + (last.number() + 1) + " is missing"
                    + (row.number() > last.number() + 2 ? ", and those up to " + (row.number() - 1) : ""));
        }
        if (!row.isUnaltered()) {
            return Optional.of("row " + row.number() + " was altered after it was written" + when(row));
        }
        return row.previousHash().equals(last.hash())
                ? Optional.empty()
                : Optional.of("row " + row.number() + " does not continue the row before it: one of them was put in,"
                        + " moved or replaced" + when(row));
    }

    static String when(RowColumns.Stored row) {
        return row.happenedAt().map(time -> " (" + time + ")").orElse("");
    }

    /** Records that the last row differs from the one that was seen with its number. */
    void replaced(RowColumns.Stored row) {
        faults.add("row " + row.number()
                + " is not the one that the server of this data folder has seen: the trail was put"
                + " back, and went on from there" + when(row));
    }

    /** Called after the last row, which must be this one. */
    void requireEnd(ChainHead end) {
        if (!last.equals(end) && faults.isEmpty()) {
            faults.add("row " + end.number() + " is not there as it was last seen");
        }
    }

    /** Continues from a later place, which is sealed. */
    void jump(ChainHead to) {
        last = to;
    }

    /** The last row so far. */
    ChainHead last() {
        return last;
    }

    /** The first {@value #MAX_FAULTS} breaks that are not accepted. */
    List<String> faults() {
        return faults;
    }

    /** The breaks that are accepted. */
    List<String> acceptedFaults() {
        return acceptedFaults;
    }

    /** Whether there is no break so far that is not accepted. */
    boolean isSound() {
        return faults.isEmpty();
    }

    /** Whether the accepted row is still to come, so that the breaks so far may be accepted there. */
    boolean mayBeAccepted() {
        return accepted.filter(end -> end.row() > last.number()).isPresent();
    }

    /** The value that accepts all breaks so far; empty if there are none. */
    Optional<AcceptedBreak> acceptable() {
        return acceptable;
    }

    /** The row that records the first break, if there is one. */
    OptionalLong recorded() {
        return recorded;
    }

    /** The same for the same break on every server; changes with the accepted break. */
    String nameOfFirstFault() {
        return Sha256.hex(first.map(AcceptedBreak::toString).orElse(faults.getFirst())
                + accepted.map(AcceptedBreak::toString).orElse(""));
    }

    private static void update(MessageDigest running, String text) {
        running.update((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String valueOf(MessageDigest running) {
        try {
            return HexFormat.of().formatHex(((MessageDigest) running.clone()).digest());
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("SHA-256 can be cloned", impossible);
        }
    }

    /** See {@link Chain#proven}. */
    static List<AuditRow> proven(Chain chain, Database database, Set<Long> numbers) {
        ChainState state = database.onConnection(ChainState::look);
        long first = numbers.stream().min(Long::compare).orElse(state.head().number());
        if (!chain.seal().isProven(state) || first <= state.anchor().number()) {
            return List.of(); // reported by the next row, by retention or by the check
        }
        List<AuditRow> found = new ArrayList<>();
        ChainWalk walk = null;
        long after = first - 1;
        while (after < state.head().number()) {
            long from = after;
            List<RowColumns.Stored> page = database.onConnection(c -> StoredRows.page(c, from, PAGE));
            for (RowColumns.Stored row : page) {
                if (walk == null) {
                    walk = new ChainWalk(new ChainHead(first - 1, row.previousHash()), chain.accepted());
                }
                if (row.number() <= state.head().number()) {
                    walk.add(row);
                    if (numbers.contains(row.number()) && row.isUnaltered()) {
                        found.add(row.row());
                    }
                }
            }
            after = page.isEmpty() ? state.head().number() : page.getLast().number();
        }
        if (walk == null) {
            return List.of();
        }
        walk.requireEnd(state.head());
        if (walk.isSound()) {
            return found;
        }
        // otherwise retention has deleted some of them meanwhile
        if (database.onConnection(ChainState::look).anchor().number() < first) {
            chain.recordBreak(database, walk);
        }
        return List.of();
    }
}
