package dev.sdpmcp.audit.chain;

import dev.sdpmcp.audit.row.RowKind;
import dev.sdpmcp.config.AcceptedBreak;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Follows the rows of the chain one after the other, computes the hash of each from its columns, and notes which of them do
 * not continue the row before. From the first such place on it keeps a digest of all that stands there, by which an operator
 * can accept it, see {@link AcceptedBreak}. Bounded memory. Used by one thread.
 */
final class ChainWalk {

    /** Broken places that are described; more are only counted. */
    static final int MAX_FAULTS = 100;

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
            running = RowHash.sha256();
            cover(running, last.number() + " " + last.hash());
            digest = running;
        }
        if (running != null) {
            cover(
                    running,
                    row.number() + " " + row.hash() + " "
                            + RowHash.of(row.number(), row.previousHash(), row.columns()));
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

    /** The last row is not the one that was seen there. */
    void replaced(RowColumns.Stored row) {
        faults.add("row " + row.number()
                + " is not the one that the server of this data folder has seen: the trail was put"
                + " back, and went on from there" + when(row));
    }

    /** No more rows are to come, and this one must have been the last. */
    void requireEnd(ChainHead end) {
        if (!last.equals(end) && faults.isEmpty()) {
            faults.add("row " + end.number() + " is not there as it was last seen");
        }
    }

    /** Goes on from a place further on, which the seal vouches for. */
    void jump(ChainHead to) {
        last = to;
    }

    /** The last row so far. */
    ChainHead last() {
        return last;
    }

    /** What is broken and not accepted; at most {@value #MAX_FAULTS} places, the first ones. */
    List<String> faults() {
        return faults;
    }

    /** What is broken and accepted. */
    List<String> acceptedFaults() {
        return acceptedFaults;
    }

    /** Whether nothing is broken so far, or all that is has been accepted. */
    boolean isSound() {
        return faults.isEmpty();
    }

    /** Whether the row that is accepted is still to come, so that what is broken may be accepted there. */
    boolean mayBeAccepted() {
        return accepted.filter(end -> end.row() > last.number()).isPresent();
    }

    /** By what all the faults so far that are of rows can be accepted; empty if there are none. */
    Optional<AcceptedBreak> acceptable() {
        return acceptable;
    }

    /** The row that says so already, if the first fault is one that is recorded. */
    OptionalLong recorded() {
        return recorded;
    }

    /** The same for the same break on every server; another one when what was accepted is changed. */
    String nameOfFirstFault() {
        return RowHash.ofText(first.map(AcceptedBreak::toString).orElse(faults.getFirst())
                + accepted.map(AcceptedBreak::toString).orElse(""));
    }

    private static void cover(MessageDigest running, String text) {
        running.update((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String valueOf(MessageDigest running) {
        try {
            return HexFormat.of().formatHex(((MessageDigest) running.clone()).digest());
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("SHA-256 can be cloned", impossible);
        }
    }
}
