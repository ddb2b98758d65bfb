package dev.sdpmcp.audit.chain;

import dev.sdpmcp.audit.chain.ChainState.ChainHead;
import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.AuditRow.RowKind;
import dev.sdpmcp.config.AcceptedBreak;
import dev.sdpmcp.persistence.Database;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Writer of the chain. The record of the ends is locked from the first read to the commit, so that all servers on one
 * database write one chain. The record counts only if its seal is valid and it does not contradict what this server
 * has seen; otherwise the next row records a break. Thread-safe.
 */
public final class Chain {

    private static final Logger LOG = System.getLogger(Chain.class.getName());

    private final ChainSeal seal;
    private final ChainHeadMark mark;
    private final Optional<AcceptedBreak> accepted;

    /** A chain whose high-water mark is not saved to a file. */
    public Chain(ChainSeal seal) {
        this(seal, new ChainHeadMark(Optional.empty(), seal, InstantSource.system()), Optional.empty());
    }

    /** @param accepted the break that an operator has accepted */
    public Chain(ChainSeal seal, ChainHeadMark mark, Optional<AcceptedBreak> accepted) {
        this.seal = seal;
        this.mark = mark;
        this.accepted = accepted;
    }

    ChainSeal seal() {
        return seal;
    }

    ChainHeadMark mark() {
        return mark;
    }

    Optional<AcceptedBreak> accepted() {
        return accepted;
    }

    /** The row that records a break, if this server knows of one that was not accepted. */
    public OptionalLong openBreak() {
        long row = mark.seen().breakRow();
        return row > accepted.map(AcceptedBreak::row).orElse(0L) ? OptionalLong.of(row) : OptionalLong.empty();
    }

    /**
     * Adds the rows in their order, in one transaction.
     *
     * @return the number of the last row of the chain
     * @throws dev.sdpmcp.persistence.DatabaseUnavailable if the database becomes unavailable; it is unknown then
     *     whether they were added
     */
    public long append(Database database, List<AuditRow> rows) {
        return committed(database.<Long>onConnection(connection -> append(connection, rows)));
    }

    /**
     * Like {@link #append}, without the rows that are there already. If another row has taken the name of one of
     * them, that one is added as a {@link RowKind#BREAK}, with its content.
     *
     * @param rows at most some hundred
     */
    public long appendMissing(Database database, List<AuditRow> rows) {
        return committed(database.<Long>onConnection(connection -> {
            ChainState state = ChainState.lock(connection);
            return append(connection, state, ChainBreaks.missing(connection, state, rows));
        }));
    }

    /** Checks the end of the chain, and adds a row that records a break if it is not as it was left. */
    public void look(Database database) {
        append(database, List.of());
    }

    /** The number of the last row; all rows up to it are committed. 0 if there was none ever. */
    public long headNumber(Database database) {
        return database.onConnection(ChainState::look).head().number();
    }

    /**
     * Rows as they were written: all rows from the first of them to the sealed end of the chain are read, and each
     * must continue the row before. If one does not, a row records the break.
     *
     * @param numbers of the rows; at most some hundred
     * @return none if the chain is not proven from the first of them to its end
     * @throws dev.sdpmcp.persistence.DatabaseUnavailable if the database becomes unavailable
     */
    public List<AuditRow> proven(Database database, Set<Long> numbers) {
        return ChainWalk.proven(this, database, numbers);
    }

    /**
     * Adds a row that records where the chain is broken: once for the same break, even if several servers find it
     * several times.
     */
    void recordBreak(Database database, ChainWalk walk) {
        LOG.log(
                Level.ERROR,
                "The audit trail is broken: {0}. Check it with --verify-audit; see After a break in docs/operations.md",
                walk.faults().getFirst());
        if (walk.recorded().isPresent()) {
            mark.sawBreak(walk.recorded().getAsLong());
            return;
        }
        AuditRow row = ChainBreaks.found(walk);
        appendMissing(database, List.of(row));
        database.onConnection(connection -> StoredRows.namedLike(connection, List.of(row)).values().stream()
                        .map(RowColumns.Stored::number)
                        .max(Long::compare))
                .ifPresent(mark::sawBreak);
    }

    private long committed(long number) {
        mark.committed(number);
        return number;
    }

    /** Like {@link #append(Database, List)}, in the transaction of the connection. */
    public long append(Connection connection, List<AuditRow> rows) throws SQLException {
        return append(connection, ChainState.lock(connection), rows);
    }

    private long append(Connection connection, ChainState state, List<AuditRow> rows) throws SQLException {
        List<AuditRow> all = new ArrayList<>(rows.size() + 1);
        ChainState from = state;
        Optional<String> objection = objection(connection, state);
        if (objection.isPresent()) {
            from = trusted(connection, state);
            LOG.log(
                    Level.ERROR,
                    "The audit trail was not as this program had left it: {0}. Check it with --verify-audit; see After a"
                            + " break in docs/operations.md",
                    objection.get());
            all.add(ChainBreaks.of(objection.get()));
        } else if (!state.isNew() && !seal.fits(state)) {
            LOG.log(
                    Level.WARNING,
                    "The audit trail was sealed with a former key up to row {0}; this server''s key seals from there on",
                    state.head().number());
            all.add(ChainBreaks.newKey());
        }
        all.addAll(rows);
        if (all.isEmpty()) {
            mark.saw(state);
            return state.head().number();
        }
        return insert(connection, from, all);
    }

    /** Reason why the chain is not as the program left it. The seal is first, since the other checks depend on it. */
    private Optional<String> objection(Connection connection, ChainState state) throws SQLException {
        if (!state.isNew() && !seal.isProven(state)) {
            return Optional.of(
                    seal.knows(state.sealKey())
                            ? "the record of its ends was changed by somebody else"
                            : "the record of its ends carries the name of a key that is neither SDP_ENCRYPTION_KEY nor one"
                                    + " of SDP_PREVIOUS_ENCRYPTION_KEYS");
        }
        Optional<String> putBack = mark.objection(connection, state);
        return putBack.isPresent() ? putBack : ChainBreaks.atTheEnd(connection, state);
    }

    /** The ends to continue from after a break: after all rows that exist or were seen, with the last anchor seen. */
    private ChainState trusted(Connection connection, ChainState state) throws SQLException {
        ChainHeadMark.Seen seen = mark.seen();
        boolean sealed = seal.isProven(state);
        long place = Math.max(seen.head().number(), sealed ? state.head().number() : 0);
        ChainHead last = StoredRows.last(connection, place).orElse(seen.head());
        boolean isNewer = sealed && state.anchor().number() >= seen.anchor().number();
        return new ChainState(
                new ChainHead(Math.max(place, last.number()), last.hash()),
                isNewer ? state.anchor() : seen.anchor(),
                "",
                "");
    }

    private long insert(Connection connection, ChainState from, List<AuditRow> rows) throws SQLException {
        ChainHead head = from.head();
        Optional<Long> breakRow = Optional.empty();
        try (PreparedStatement insert = connection.prepareStatement(RowColumns.INSERT)) {
            for (AuditRow row : rows) {
                RowColumns.Stored stored = RowColumns.Stored.after(head, RowColumns.of(row));
                RowColumns.bind(insert, stored);
                insert.addBatch();
                head = stored.head();
                breakRow = row.kind() == RowKind.BREAK ? Optional.of(head.number()) : breakRow;
            }
            requireAll(insert.executeBatch());
        }
        ChainState sealed = seal.seal(head, from.anchor());
        sealed.write(connection);
        mark.wrote(sealed, breakRow);
        return head.number();
    }

    /** A trigger or a rule of the database could leave rows out without an error. */
    private static void requireAll(int[] counts) {
        for (int count : counts) {
            if (count != 1 && count != Statement.SUCCESS_NO_INFO) {
                throw new IllegalStateException("the database did not keep a row of the audit trail");
            }
        }
    }
}
