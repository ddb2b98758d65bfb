package dev.sdpmcp.audit.chain;

import dev.sdpmcp.persistence.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Deletes the oldest rows and leaves, sealed, the number and hash of the last of them, to which the first row that is
 * left still fits. Only rows are deleted that are proven to be as they were written: before the first deletion the
 * chain is followed from the anchor to a row that this server has seen at its end, or to its sealed end, and a hash
 * is remembered every {@value #BATCH} rows; what is deleted must add up to such a hash once more. Of rows that this
 * server knows to have been written too late the age that they claim does not count. If anything does not fit,
 * nothing is deleted, a row says so, and deleting ends until an operator accepts that. Used by one thread.
 */
public final class Retention {

    /**
     *  Rows deleted in one transaction at most, unless an accepted break has more: the chain is locked as long as it
     *  takes.
     */
    public static final int BATCH = 1_000;

    private static final int MAX_PAGES_A_STEP = 20;
    private static final int MAX_PROVEN = 10_000;

    private final Chain chain;

    /** Places between which the rows are proven, the nearest first. */
    private final Deque<ChainHead> proven = new ArrayDeque<>();

    private Optional<Proof> proof = Optional.empty();
    private long cursor = StoredRows.BEFORE_ALL;
    private boolean held;

    /** On the way to a place from which all rows before it are proven. */
    private record Proof(ChainHead from, ChainHead to, ChainWalk walk, Deque<ChainHead> places) {}

    public Retention(Chain chain) {
        this.chain = chain;
    }

    /** Whether there is more to do at once, since rows are being read that were not proven yet. */
    public boolean isProving() {
        return proof.isPresent();
    }

    /**
     * One step: rows from the oldest on, up to the first that is not old enough.
     *
     * @return how many rows were deleted; {@value #BATCH} if there may be more
     * @throws dev.sdpmcp.persistence.DatabaseUnavailable if the database goes away
     */
    public int deleteBefore(Database database, Instant limit) {
        if (held || chain.openBreak().isPresent()) {
            return 0;
        }
        ChainState state = database.onConnection(ChainState::look);
        // ends that another server wrote must stay as they are until a row says so, see Chain
        if (!chain.seal().fits(state) || !database.<Boolean>onConnection(c -> isDue(c, state.anchor(), limit))) {
            return 0;
        }
        while (!proven.isEmpty() && proven.getFirst().number() <= state.anchor().number()) {
            proven.removeFirst();
        }
        if (proven.isEmpty() && !prove(database, state)) {
            return 0;
        }
        return deleteProven(database, limit);
    }

    /** Found out without making writers wait. A row that should not be the first is looked at, whatever its age. */
    private static boolean isDue(Connection connection, ChainHead anchor, Instant limit) throws SQLException {
        List<RowColumns.Stored> oldest = StoredRows.page(connection, StoredRows.BEFORE_ALL, 1);
        return !oldest.isEmpty()
                && (oldest.getFirst().number() != anchor.number() + 1 || claimsToBeBefore(oldest.getFirst(), limit));
    }

    /** What claims no time that this program writes is looked at as well. */
    private static boolean claimsToBeBefore(RowColumns.Stored row, Instant limit) {
        return row.happenedAt().filter(time -> !time.isBefore(limit)).isEmpty();
    }

    /** @return whether there are proven rows now */
    private boolean prove(Database database, ChainState state) {
        Proof going = proof.filter(begun -> begun.from().equals(state.anchor())).orElseGet(() -> begin(state));
        proof = Optional.of(going);
        for (int page = 0; page < MAX_PAGES_A_STEP && proof.isPresent(); page++) {
            long after = cursor;
            List<RowColumns.Stored> rows = database.onConnection(c -> StoredRows.page(c, after, BATCH));
            follow(going, rows);
            if (rows.isEmpty() || going.walk().last().number() >= going.to().number()) {
                end(database, going);
            } else if (!going.walk().isSound() && !going.walk().mayBeAccepted()) {
                broken(database, going.from(), going.walk());
            }
        }
        return !proven.isEmpty();
    }

    private Proof begin(ChainState state) {
        long behind = chain.accepted().map(end -> end.row() - 1).orElse(0L);
        ChainHead to = chain.mark()
                .seen()
                .firstAfter(Math.max(state.anchor().number(), behind))
                .orElse(state.head());
        cursor = StoredRows.BEFORE_ALL;
        return new Proof(state.anchor(), to, new ChainWalk(state.anchor(), chain.accepted()), new ArrayDeque<>());
    }

    private void follow(Proof going, List<RowColumns.Stored> rows) {
        for (RowColumns.Stored row : rows) {
            if (row.number() <= going.to().number()) {
                going.walk().add(row);
            }
            cursor = row.number();
        }
        if (going.walk().isSound() && !rows.isEmpty() && going.places().size() < MAX_PROVEN) {
            going.places().add(going.walk().last());
        }
    }

    private void end(Database database, Proof going) {
        going.walk().requireEnd(going.to());
        if (going.walk().isSound()) {
            proven.addAll(going.places());
            proof = Optional.empty();
        } else {
            broken(database, going.from(), going.walk());
        }
    }

    /** Another server's retention may have gone on meanwhile; then it begins again. */
    private void broken(Database database, ChainHead from, ChainWalk walk) {
        proof = Optional.empty();
        proven.clear();
        if (database.onConnection(ChainState::look).anchor().equals(from)) {
            held = true;
            chain.recordBreak(database, walk);
        }
    }

    private int deleteProven(Database database, Instant limit) {
        ChainHead to = proven.getFirst();
        long knownYoungerAfter = chain.mark().seen().lastPossiblyBefore(limit);
        Step step = database.onConnection(connection -> step(connection, to, limit, knownYoungerAfter));
        if (!step.walk().isSound()) {
            broken(database, step.from(), step.walk());
        } else if (step.last().equals(to)) {
            proven.removeFirst();
        }
        if (step.deleted() > 0) {
            chain.look(database); // the mark is to know at once that the chain begins later
        }
        return step.deleted();
    }

    /** What was done in one transaction: rows deleted up to the last, behind the anchor that was there before. */
    private record Step(int deleted, ChainHead from, ChainHead last, ChainWalk walk) {}

    private Step step(Connection connection, ChainHead to, Instant limit, long knownYoungerAfter) throws SQLException {
        ChainState state = ChainState.lock(connection);
        ChainHead anchor = state.anchor();
        ChainWalk walk = new ChainWalk(anchor, chain.accepted());
        if (!chain.seal().fits(state) || anchor.number() >= to.number()) {
            return new Step(0, anchor, anchor, walk);
        }
        ChainHead last = anchor;
        boolean old = true;
        long after = StoredRows.BEFORE_ALL;
        while (after < to.number()) {
            List<RowColumns.Stored> rows = StoredRows.page(connection, after, BATCH);
            for (RowColumns.Stored row : rows) {
                if (row.number() <= to.number()) {
                    walk.add(row);
                    old = old && row.number() <= knownYoungerAfter && isOld(row, limit, walk);
                    last = old && walk.isSound() ? walk.last() : last;
                }
            }
            after = rows.isEmpty() ? to.number() : rows.getLast().number();
        }
        walk.requireEnd(to);
        int deleted = walk.isSound() && !last.equals(anchor) ? delete(connection, state, last) : 0;
        return new Step(deleted, anchor, last, walk);
    }

    /** Inside of what is accepted as broken no age counts but that of its last row. */
    private static boolean isOld(RowColumns.Stored row, Instant limit, ChainWalk walk) {
        return !walk.isSound() || claimsToBeBefore(row, limit);
    }

    private int delete(Connection connection, ChainState state, ChainHead last) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM api_audit_log WHERE entry_number <= ?")) {
            delete.setLong(1, last.number());
            int deleted = delete.executeUpdate();
            chain.seal().seal(state.head(), last).write(connection);
            return deleted;
        }
    }
}
