package dev.sdpmcp.audit.chain;

import dev.sdpmcp.audit.row.RowKind;
import dev.sdpmcp.config.AcceptedBreak;
import dev.sdpmcp.persistence.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the whole chain, page after page, and says where it breaks. Needs the same memory for a million rows as for a
 * thousand. Servers may write meanwhile: it looks as far as the chain went when it began. Used once, by one thread.
 */
public final class ChainCheck {

    private static final int PAGE = 1_000;
    private static final int MAX_REMEMBERED = 100_000;
    private static final int MAX_KEYS_TOLD = 100;

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
     * A check that also holds what the server of a data folder has seen against the chain. To be made before it is
     * run: servers may write meanwhile.
     *
     * @param accepted what an operator goes on with although it is broken
     * @throws IOException if what it has seen cannot be read, or was changed
     */
    public static ChainCheck of(Database database, ChainSeal seal, Path dataFolder, Optional<AcceptedBreak> accepted)
            throws IOException {
        return new ChainCheck(database, seal, ChainHeadMark.read(dataFolder, seal), accepted);
    }

    /** @throws dev.sdpmcp.persistence.DatabaseUnavailable if the database goes away meanwhile */
    public ChainReport run() {
        ChainState state = database.onConnection(ChainState::look);
        boolean sealed = state.isNew() || seal.isProven(state);
        boolean unknownKey = !sealed && !seal.knows(state.sealKey());
        List<String> ends = new ArrayList<>();
        if (!sealed && !unknownKey) {
            ends.add("the record of the chain's ends was changed by somebody else");
        }
        if (database.onConnection(ChainState::hasForeignRows)) {
            ends.add("api_audit_chain has a row that no server wrote");
        }
        shortened(state).ifPresent(ends::add);
        ChainWalk walk = walk(state);
        boolean isRecordForged = !sealed && !unknownKey;
        if (walk.isSound() && !isRecordForged) {
            end(state, walk.last()).ifPresent(ends::add);
        }
        List<String> breaks = new ArrayList<>(ends);
        breaks.addAll(walk.faults());
        boolean isOfRows = sealed && ends.isEmpty() && !walk.isSound();
        return new ChainReport(
                rows,
                state.anchor().number(),
                open.size(),
                newKeys,
                !unknownKey,
                breaks,
                walk.acceptedFaults(),
                isOfRows ? walk.acceptable() : Optional.empty());
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
            if (page.getFirst().number() > walk.last().number() + 1 && skipsWhatRetentionTook(walk)) {
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

    /** Retention may have gone on since we began. */
    private boolean skipsWhatRetentionTook(ChainWalk walk) {
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
        if (kind.equals(RowKind.INTENT.name()) && open.size() < MAX_REMEMBERED) {
            open.add(call);
        } else if (kind.equals(RowKind.OUTCOME.name()) || kind.equals(RowKind.UNKNOWN.name())) {
            open.remove(call);
        } else if (kind.equals(RowKind.NEW_KEY.name()) && newKeys.size() < MAX_KEYS_TOLD) {
            newKeys.add("row " + (row.number() - 1) + ChainWalk.when(row));
        }
    }

    private Optional<String> end(ChainState state, ChainHead last) {
        long end = state.head().number();
        if (last.number() < end) {
            return Optional.of("rows " + (last.number() + 1) + " to " + end + " are missing at the end");
        }
        // retention may have overtaken us; its anchor is sealed
        if (last.number() == end && !last.hash().equals(state.head().hash())) {
            return Optional.of("the last row, " + end + ", is not the one that was written");
        }
        return rowBehindTheEnd();
    }

    private Optional<String> rowBehindTheEnd() {
        // in one statement with the rows it is compared with, since servers may be writing
        long beyond = database.onConnection(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(BEYOND);
                    ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        });
        return beyond == 0
                ? Optional.empty()
                : Optional.of("row " + beyond + " was put in behind the end of the chain");
    }
}
