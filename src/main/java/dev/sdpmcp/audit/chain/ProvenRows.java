package dev.sdpmcp.audit.chain;

import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.persistence.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Rows out of the middle of the chain, for a program that repeats under its own seal what they say. Stateless. */
public final class ProvenRows {

    private static final int PAGE = 1_000;

    private ProvenRows() {}

    /**
     * The rows as they were written: all from the first of them to the sealed end of the chain are read, and each must continue
     * the one before. If one does not, a row says so.
     *
     * @param numbers of the rows; at most some hundred
     * @return none if the chain is not proven from the first of them to its end
     * @throws dev.sdpmcp.persistence.DatabaseUnavailable if the database goes away
     */
    public static List<AuditRow> of(Chain chain, Database database, Set<Long> numbers) {
        ChainState state = database.onConnection(ChainState::look);
        long first = numbers.stream().min(Long::compare).orElse(state.head().number());
        if (!chain.seal().isProven(state) || first <= state.anchor().number()) {
            return List.of(); // Chain says so with its next row, retention or the check
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
        // retention may have deleted some of them meanwhile
        if (database.onConnection(ChainState::look).anchor().number() < first) {
            chain.recordBreak(database, walk);
        }
        return List.of();
    }
}
