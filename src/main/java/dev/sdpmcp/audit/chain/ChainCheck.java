package dev.sdpmcp.audit.chain;

import dev.sdpmcp.audit.chain.ChainState.ChainHead;
import dev.sdpmcp.audit.row.AuditRow.RowKind;
import dev.sdpmcp.config.AcceptedBreak;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.persistence.Database;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Check of the whole chain, page by page, in bounded memory. Servers may write meanwhile: rows up to the head at the
 * beginning are checked. Used once, by one thread.
 */
public final class ChainCheck {

    private static final int PAGE = 1_000;
    private static final int MAX_OPEN = 100_000;
    private static final int MAX_NEW_KEYS = 100;

    private static final String BEYOND = "SELECT MAX(l.entry_number) FROM api_audit_log l WHERE l.entry_number >"
            + " (SELECT c.head_number FROM api_audit_chain c WHERE c.chain_name = 'calls')";

    private final Database database;
    private final ChainSeal seal;
    private final ChainHeadMark.Seen seen;
    private final Optional<AcceptedBreak> accepted;
    private final Set<String> open = new HashSet<>();
    private final List<String> newKeys = new ArrayList<>();
    private long rows;
    private long cursor = StoredRows.BEFORE_ALL;

    /** @param seen what a server has seen of the chain */
    ChainCheck(Database database, ChainSeal seal, ChainHeadMark.Seen seen, Optional<AcceptedBreak> accepted) {
        this.database = database;
        this.seal = seal;
        this.seen = seen;
        this.accepted = accepted;
    }

    /**
     * A check that also compares the chain with the high-water mark in the data folder.
     *
     * @param accepted the break that an operator has accepted
     * @param database open
     * @throws IOException if the key of the seal or the mark cannot be read, or the mark was changed
     */
    public static ChainCheck of(StorageSettings storage, Optional<AcceptedBreak> accepted, Database database)
            throws IOException {
        ChainSeal seal = ChainSeal.of(storage);
        // the mark is read before the chain, which servers may be writing
        return new ChainCheck(database, seal, ChainHeadMark.read(storage.dataDirectory(), seal), accepted);
    }

    /**
     * Result of a check.
     *
     * @param rows number of checked rows
     * @param deleted number of rows that retention had deleted
     * @param open changes whose outcome is not recorded
     * @param newKeys last rows before a new key of the seal; at most a hundred
     * @param sealed whether the key of the seal is known
     * @param breaks in the order of the rows; at most a hundred places and a few more
     * @param accepted breaks that were accepted, see {@link AcceptedBreak}
     * @param acceptable the value that accepts all breaks; empty if there are none, or not all are of rows
     */
    public record ChainReport(
            long rows,
            long deleted,
            long open,
            List<String> newKeys,
            boolean sealed,
            List<String> breaks,
            List<String> accepted,
            Optional<AcceptedBreak> acceptable) {

        public ChainReport {
            newKeys = List.copyOf(newKeys);
            breaks = List.copyOf(breaks);
            accepted = List.copyOf(accepted);
        }

        public Optional<String> firstBreak() {
            return breaks.stream().findFirst();
        }

        /**
         * Whether nobody has changed, removed, added or moved a row, as far as these keys can prove, apart from
         * accepted breaks.
         */
        public boolean isIntact() {
            return breaks.isEmpty() && sealed;
        }

        /** For people, one fact a line. */
        public List<String> lines() {
            List<String> lines = new ArrayList<>();
            lines.add("audit trail: " + rows + " rows checked, " + deleted + " older ones deleted by retention");
            lines.add("changes whose outcome is not recorded: " + open);
            newKeys.forEach(row -> lines.add("sealed with another key up to here: " + row));
            accepted.forEach(broken -> lines.add("accepted: " + broken));
            breaks.forEach(broken -> lines.add("BROKEN: " + broken));
            if (!sealed) {
                lines.add("NOT PROVEN: the end of the trail is sealed with a key that is not known here."
                        + " Check with the SDP_ENCRYPTION_KEY or the audit-seal.key of the server that wrote it, or"
                        + " name that key in SDP_PREVIOUS_ENCRYPTION_KEYS");
            }
            acceptable.ifPresent(found -> lines.add("To go on after this, see After a break in docs/operations.md:"
                    + " SDP_AUDIT_ACCEPTED_BREAK=" + found));
            if (isIntact()) {
                lines.add(accepted.isEmpty() ? "the chain is whole" : "but for what was accepted the chain is whole");
            }
            return List.copyOf(lines);
        }
    }

    /** @throws dev.sdpmcp.persistence.DatabaseUnavailable if the database becomes unavailable */
    public ChainReport run() {
        ChainState state = database.onConnection(ChainState::look);
        boolean sealed = state.isNew() || seal.isProven(state);
        boolean unknownKey = !sealed && !seal.knows(state.sealKey());
        boolean forged = !sealed && !unknownKey;
        List<String> breaks = new ArrayList<>();
        if (forged) {
            breaks.add("the record of the chain's ends was changed by somebody else");
        }
        if (database.onConnection(ChainState::hasForeignRows)) {
            breaks.add("api_audit_chain has a row that no server wrote");
        }
        shortened(state).ifPresent(breaks::add);
        ChainWalk walk = walk(state);
        if (walk.isSound() && !forged) {
            end(state, walk.last()).ifPresent(breaks::add);
        }
        boolean onlyOfRows = sealed && breaks.isEmpty() && !walk.isSound();
        breaks.addAll(walk.faults());
        return new ChainReport(
                rows,
                state.anchor().number(),
                open.size(),
                newKeys,
                !unknownKey,
                breaks,
                walk.acceptedFaults(),
                onlyOfRows ? walk.acceptable() : Optional.empty());
    }

    private Optional<String> shortened(ChainState state) {
        if (state.head().number() < seen.head().number()) {
            return Optional.of("by its record of the ends it ends with row "
                    + state.head().number() + ", and the server of this data folder has seen row "
                    + seen.head().number() + ": the trail was put back or emptied. If you restored an older"
                    + " backup of the database, move " + ChainHeadMark.FILE
                    + " out of the data folder and check again");
        }
        return state.anchor().number() < seen.anchor().number()
                ? Optional.of("it begins behind row " + state.anchor().number()
                        + ", and retention had deleted the rows up to "
                        + seen.anchor().number() + ": the trail was put back")
                : Optional.empty();
    }

    private ChainWalk walk(ChainState state) {
        ChainWalk walk = new ChainWalk(state.anchor(), accepted);
        List<RowColumns.Stored> page = page();
        while (!page.isEmpty() && cursor < state.head().number()) {
            if (page.getFirst().number() > walk.last().number() + 1 && skippedDeletedRows(walk)) {
                page = page();
                continue;
            }
            for (RowColumns.Stored row : page) {
                cursor = row.number();
                if (row.number() <= state.head().number()) {
                    look(walk, row);
                }
            }
            page = page();
        }
        return walk;
    }

    private List<RowColumns.Stored> page() {
        return database.onConnection(connection -> StoredRows.page(connection, cursor, PAGE));
    }

    /** A server may delete old rows during the check. */
    private boolean skippedDeletedRows(ChainWalk walk) {
        ChainState now = database.onConnection(ChainState::look);
        if (now.anchor().number() <= walk.last().number() || !seal.isProven(now)) {
            return false;
        }
        walk.jump(now.anchor());
        cursor = now.anchor().number();
        return true;
    }

    private void look(ChainWalk walk, RowColumns.Stored row) {
        boolean soundBefore = walk.isSound();
        walk.add(row);
        if (soundBefore && walk.isSound() && seen.contradicts(row.head())) {
            walk.replaced(row);
        }
        rows++;
        String kind = String.valueOf(row.column("row_kind"));
        String call = String.valueOf(row.column("call_id"));
        if (kind.equals(RowKind.INTENT.name()) && open.size() < MAX_OPEN) {
            open.add(call);
        } else if (kind.equals(RowKind.OUTCOME.name()) || kind.equals(RowKind.UNKNOWN.name())) {
            open.remove(call);
        } else if (kind.equals(RowKind.NEW_KEY.name()) && newKeys.size() < MAX_NEW_KEYS) {
            newKeys.add("row " + (row.number() - 1) + ChainWalk.when(row));
        }
    }

    private Optional<String> end(ChainState state, ChainHead last) {
        long end = state.head().number();
        if (last.number() < end) {
            return Optional.of("rows " + (last.number() + 1) + " to " + end + " are missing at the end");
        }
        // retention may have deleted rows beyond the end; its anchor is sealed
        if (last.number() == end && !last.hash().equals(state.head().hash())) {
            return Optional.of("the last row, " + end + ", is not the one that was written");
        }
        return rowBehindTheEnd();
    }

    private Optional<String> rowBehindTheEnd() {
        // compared in one statement, since servers may be writing
        long beyond = database.<Long>onConnection(
                connection -> StoredRows.query(connection, BEYOND, result -> result.getLong(1))
                        .getFirst());
        return beyond == 0
                ? Optional.empty()
                : Optional.of("row " + beyond + " was put in behind the end of the chain");
    }
}
