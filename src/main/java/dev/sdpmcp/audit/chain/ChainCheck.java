package dev.sdpmcp.audit.chain;

import dev.sdpmcp.audit.row.RowKind;
import dev.sdpmcp.persistence.Database;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the whole chain, page after page, and says where it breaks first. Needs the same memory for a million rows as for a
 * thousand. Servers may write meanwhile: it looks as far as the chain went when it began. Used once, by one thread.
 */
public final class ChainCheck {

    private static final int PAGE = 1_000;
    private static final int MOST_REMEMBERED = 100_000;
    private static final int MOST_KEYS_TOLD = 100;

    private static final String BEYOND = "SELECT MAX(l.entry_number) FROM api_audit_log l WHERE l.entry_number >"
            + " (SELECT c.head_number FROM api_audit_chain c WHERE c.chain_name = 'calls')";

    private final Database database;
    private final ChainSeal seal;
    private final SeenEnd seen;
    private final Set<String> open = new HashSet<>();
    private final List<String> newKeys = new ArrayList<>();
    private long rows;
    private long lastNumber;
    private String lastHash = RowHash.NONE;

    /** A check that knows nothing of what a server has seen. */
    ChainCheck(Database database, ChainSeal seal) {
        this(database, seal, SeenEnd.NOTHING);
    }

    private ChainCheck(Database database, ChainSeal seal, SeenEnd seen) {
        this.database = database;
        this.seal = seal;
        this.seen = seen;
    }

    /**
     * A check that also holds what the server of a data folder has seen against the chain. To be made before it is run: servers
     * may write meanwhile.
     *
     * @throws IOException if what it has seen cannot be read, or was changed
     */
    public static ChainCheck of(Database database, ChainSeal seal, SeenEndFile file) throws IOException {
        return new ChainCheck(database, seal, file.read().orElse(SeenEnd.NOTHING));
    }

    /** @throws dev.sdpmcp.persistence.DatabaseUnavailable if the database goes away meanwhile */
    public ChainReport run() {
        ChainState state = database.onConnection(ChainState::look);
        boolean sealed = state.isNew() || state.sealKey().equals(seal.keyName());
        lastNumber = state.anchorNumber();
        lastHash = state.anchorHash();
        String broken = sealed && !state.isNew() && !seal.fits(state)
                ? "the record of the chain's ends was changed by somebody else"
                : shortened(state);
        broken = broken == null ? walk(state) : broken;
        broken = broken == null ? end(state) : broken;
        return new ChainReport(rows, state.anchorNumber(), open.size(), newKeys, sealed, Optional.ofNullable(broken));
    }

    private @Nullable String shortened(ChainState state) {
        return state.headNumber() >= seen.number()
                ? null
                : "it ends with row " + state.headNumber() + ", and the server of this data folder has seen row "
                        + seen.number() + ": the trail was put back or emptied. If you restored an older backup of the"
                        + " database, move " + SeenEndFile.NAME + " out of the data folder and check again";
    }

    private @Nullable String walk(ChainState state) {
        String broken = null;
        List<RowColumns.Stored> page = page();
        while (broken == null && !page.isEmpty() && lastNumber < state.headNumber()) {
            if (page.get(0).number() != lastNumber + 1) {
                skipWhatRetentionTook();
            }
            for (RowColumns.Stored row : page) {
                if (broken == null && row.number() > lastNumber && lastNumber < state.headNumber()) {
                    broken = check(row);
                }
            }
            page = page();
        }
        return broken;
    }

    private List<RowColumns.Stored> page() {
        return database.onConnection(connection -> {
            List<RowColumns.Stored> page = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(RowColumns.SELECT)) {
                statement.setLong(1, lastNumber);
                statement.setInt(2, PAGE);
                try (ResultSet result = statement.executeQuery()) {
                    while (result.next()) {
                        page.add(RowColumns.read(result));
                    }
                }
            }
            return page;
        });
    }

    /** Retention may have gone on since we began. */
    private void skipWhatRetentionTook() {
        ChainState now = database.onConnection(ChainState::look);
        if (now.anchorNumber() > lastNumber && seal.fits(now)) {
            lastNumber = now.anchorNumber();
            lastHash = now.anchorHash();
        }
    }

    private @Nullable String check(RowColumns.Stored row) {
        if (row.number() != lastNumber + 1) {
            return "row " + (lastNumber + 1) + " is missing"
                    + (row.number() > lastNumber + 2 ? ", and those up to " + (row.number() - 1) : "");
        }
        if (!row.hash().equals(RowHash.of(row.number(), row.previousHash(), row.columns()))) {
            return "row " + row.number() + " was altered after it was written" + when(row);
        }
        if (!row.previousHash().equals(lastHash)) {
            return "row " + row.number() + " does not continue the row before it: one of them was put in, moved or"
                    + " replaced" + when(row);
        }
        if (row.number() == seen.number() && !row.hash().equals(seen.hash())) {
            return "row " + row.number()
                    + " is not the one that the server of this data folder has seen: the trail was put"
                    + " back, and went on from there" + when(row);
        }
        lastNumber = row.number();
        lastHash = row.hash();
        rows++;
        return remember(row);
    }

    private @Nullable String remember(RowColumns.Stored row) {
        String kind = String.valueOf(row.column("row_kind"));
        String call = String.valueOf(row.column("call_id"));
        if (kind.equals(RowKind.INTENT.name()) && open.size() < MOST_REMEMBERED) {
            open.add(call);
        } else if (kind.equals(RowKind.OUTCOME.name()) || kind.equals(RowKind.UNKNOWN.name())) {
            open.remove(call);
        } else if (kind.equals(RowKind.NEW_KEY.name()) && newKeys.size() < MOST_KEYS_TOLD) {
            newKeys.add("row " + (row.number() - 1) + when(row));
        } else if (kind.equals(RowKind.BREAK.name())) {
            return "the end of the trail at row " + (row.number() - 1)
                    + " was not as the program had left it when the next row was written" + when(row);
        }
        return null;
    }

    private static String when(RowColumns.Stored row) {
        String micros = row.column("happened_at");
        return micros == null ? "" : " (" + Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS) + ")";
    }

    private @Nullable String end(ChainState state) {
        if (lastNumber < state.headNumber()) {
            return "rows " + (lastNumber + 1) + " to " + state.headNumber() + " are missing at the end";
        }
        // retention may have overtaken us; its anchor is sealed
        if (lastNumber == state.headNumber() && !lastHash.equals(state.headHash())) {
            return "the last row, " + lastNumber + ", is not the one that was written";
        }
        return rowsBehindTheEnd();
    }

    private @Nullable String rowsBehindTheEnd() {
        // in one statement with the rows it is compared with, since servers may be writing
        long beyond = database.onConnection(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(BEYOND);
                    ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        });
        return beyond == 0 ? null : "row " + beyond + " was put in behind the end of the chain";
    }
}
