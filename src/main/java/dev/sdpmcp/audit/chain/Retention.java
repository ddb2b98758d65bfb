package dev.sdpmcp.audit.chain;

import dev.sdpmcp.audit.chain.ChainState.ChainHead;
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
 * Deletion of the oldest rows. The number and hash of the last deleted row become the sealed anchor, which the first
 * remaining row continues. Only rows that are proven to be unaltered are deleted: the chain is first verified from the
 * anchor to a head that this server has seen, or to the sealed head, with a checkpoint every {@value #BATCH} rows; the
 * rows to delete must match a checkpoint again. A row that this server knows to be younger is not deleted, even if its
 * columns contain an old time. If a row does not fit, nothing is deleted, a row records the break, and deletion stops
 * until an operator accepts the break. Used by one thread.
 */
public final class Retention {

    /** Rows deleted in one transaction, unless an accepted break has more; the chain is locked meanwhile. */
    public static final int BATCH = 1_000;

    private static final int MAX_PAGES_A_STEP = 20;
    private static final int MAX_PROVEN = 10_000;

    private final Chain chain;

    /** Checkpoints up to which the rows are proven, in their order. */
    private final Deque<ChainHead> proven = new ArrayDeque<>();

    private Optional<Verification> verification = Optional.empty();
    private long cursor = StoredRows.BEFORE_ALL;
    private boolean held;

    /** Verification that has begun. */
    private record Verification(ChainHead from, ChainHead to, ChainWalk walk, Deque<ChainHead> checkpoints) {}

    public Retention(Chain chain) {
        this.chain = chain;
    }

    /** Whether the next step is due at once, since a verification has begun. */
    public boolean isProving() {
        return verification.isPresent();
    }

    /**
     * One step: rows from the oldest on, up to the first that is not old enough.
     *
     * @return how many rows were deleted; {@value #BATCH} if there may be more
     * @throws dev.sdpmcp.persistence.DatabaseUnavailable if the database becomes unavailable
     */
    public int deleteBefore(Database database, Instant limit) {
        if (held || chain.openBreak().isPresent()) {
            return 0;
        }
        ChainState state = database.onConnection(ChainState::look);
        // ends with another seal must not be replaced before a row records the change of the key, see Chain
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

    /** Without a lock. A first row that does not continue the anchor is due at any age, so that it is verified. */
    private static boolean isDue(Connection connection, ChainHead anchor, Instant limit) throws SQLException {
        List<RowColumns.Stored> oldest = StoredRows.page(connection, StoredRows.BEFORE_ALL, 1);
        return !oldest.isEmpty()
                && (oldest.getFirst().number() != anchor.number() + 1 || claimsToBeBefore(oldest.getFirst(), limit));
    }

    /** Also true for a row without a valid time, so that it is verified. */
    private static boolean claimsToBeBefore(RowColumns.Stored row, Instant limit) {
        return row.happenedAt().filter(time -> !time.isBefore(limit)).isEmpty();
    }

    /** @return whether there are proven rows now */
    private boolean prove(Database database, ChainState state) {
        Verification current = verification
                .filter(begun -> begun.from().equals(state.anchor()))
                .orElseGet(() -> begin(state));
        verification = Optional.of(current);
        for (int page = 0; page < MAX_PAGES_A_STEP && verification.isPresent(); page++) {
            long after = cursor;
            List<RowColumns.Stored> rows = database.onConnection(c -> StoredRows.page(c, after, BATCH));
            follow(current, rows);
            boolean ended = rows.isEmpty()
                    || current.walk().last().number() >= current.to().number();
            if (ended) {
                current.walk().requireEnd(current.to());
            }
            if (!current.walk().isSound() && (ended || !current.walk().mayBeAccepted())) {
                broken(database, current.from(), current.walk());
            } else if (ended) {
                proven.addAll(current.checkpoints());
                verification = Optional.empty();
            }
        }
        return !proven.isEmpty();
    }

    private Verification begin(ChainState state) {
        long behind = chain.accepted().map(end -> end.row() - 1).orElse(0L);
        ChainHead to = chain.mark()
                .seen()
                .firstAfter(Math.max(state.anchor().number(), behind))
                .orElse(state.head());
        cursor = StoredRows.BEFORE_ALL;
        return new Verification(
                state.anchor(), to, new ChainWalk(state.anchor(), chain.accepted()), new ArrayDeque<>());
    }

    private void follow(Verification current, List<RowColumns.Stored> rows) {
        for (RowColumns.Stored row : rows) {
            if (row.number() <= current.to().number()) {
                current.walk().add(row);
            }
            cursor = row.number();
        }
        if (current.walk().isSound() && !rows.isEmpty() && current.checkpoints().size() < MAX_PROVEN) {
            current.checkpoints().add(current.walk().last());
        }
    }

    /** If another server has deleted rows meanwhile, the verification starts again. */
    private void broken(Database database, ChainHead from, ChainWalk walk) {
        verification = Optional.empty();
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
            chain.look(database); // updates the mark with the new anchor
        }
        return step.deleted();
    }

    /**
     * Result of one transaction.
     *
     * @param from the anchor before it
     * @param last the last row that is old enough
     */
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

    /** Within an accepted break only the age of its last row counts. */
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
