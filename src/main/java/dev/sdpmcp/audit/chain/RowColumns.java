package dev.sdpmcp.audit.chain;

import dev.sdpmcp.audit.chain.ChainState.ChainHead;
import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.AuditRow.CallOutcome;
import dev.sdpmcp.audit.row.AuditRow.RowKind;
import dev.sdpmcp.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Mapping of a row to the columns of {@code api_audit_log}, and its hash: SHA-256 over the name of the form, the number
 * of the row, the hash of the row before and the columns in the order of {@link #NAMES}. Before each value stand its
 * length in bytes and a colon, and an absent value is a minus sign, so that no two rows have the same bytes. The hash
 * needs no secret; the {@link ChainSeal} prevents forgery. Stateless.
 */
final class RowColumns {

    /** Hash before the first row. */
    static final String NO_HASH = "0".repeat(64);

    /** Changes with every change of {@link #NAMES}. */
    private static final String FORM = "sdp-mcp audit row 1";

    /** In the order of the hash. */
    static final List<String> NAMES = List.of(
            "call_id",
            "row_kind",
            "timestamp",
            "server_id",
            "key_name",
            "session_handle",
            "client_address",
            "client_name",
            "client_version",
            "request_id",
            "rpc_method",
            "tool_name",
            "call_arguments",
            "outcome",
            "entity_type",
            "entity_id",
            "display_id",
            "target_ids",
            "upstream_calls",
            "took_micros",
            "cause");

    private static final int HAPPENED_AT = NAMES.indexOf("timestamp");
    private static final int TOOK_MICROS = NAMES.indexOf("took_micros");

    static final String INSERT = "INSERT INTO api_audit_log (entry_number, previous_hash, row_hash, "
            + String.join(", ", NAMES) + ") VALUES (?, ?, ?" + ", ?".repeat(NAMES.size()) + ")";
    static final String SELECT_ALL =
            "SELECT entry_number, previous_hash, row_hash, " + String.join(", ", NAMES) + " FROM api_audit_log";
    static final String SELECT = SELECT_ALL + " WHERE entry_number > ? ORDER BY entry_number LIMIT ?";

    private static final int BEFORE = 3;

    private RowColumns() {}

    /** A row in the database. */
    record Stored(long number, String previousHash, String hash, List<@Nullable String> columns) {

        /** The row with these columns that follows a place in the chain. */
        static Stored after(ChainHead place, List<@Nullable String> columns) {
            long number = place.number() + 1;
            return new Stored(number, place.hash(), RowColumns.hash(number, place.hash(), columns), columns);
        }

        ChainHead head() {
            return new ChainHead(number, hash);
        }

        @Nullable
        String column(String name) {
            return columns.get(NAMES.indexOf(name));
        }

        /** Whether its hash is that of its columns. */
        boolean isUnaltered() {
            return hash.equals(computedHash());
        }

        String computedHash() {
            return RowColumns.hash(number, previousHash, columns);
        }

        /** The recorded begin of the call; empty if this program never writes such a time. */
        Optional<Instant> happenedAt() {
            String micros = columns.get(HAPPENED_AT);
            return micros == null ? Optional.empty() : Optional.of(time(micros));
        }

        /**
         * The content of the row.
         *
         * @throws IllegalArgumentException if this program never writes such a row; never if it {@link #isUnaltered}
         */
        AuditRow row() {
            return new AuditRow(
                    given("call_id"),
                    RowKind.valueOf(given("row_kind")),
                    happenedAt().orElseThrow(IllegalArgumentException::new),
                    given("server_id"),
                    new AuditRow.Who(
                            given("key_name"),
                            given("session_handle"),
                            given("client_address"),
                            column("client_name"),
                            column("client_version"),
                            given("request_id")),
                    new AuditRow.What(given("rpc_method"), column("tool_name"), column("call_arguments")),
                    new AuditRow.Ending(
                            CallOutcome.valueOf(given("outcome")),
                            new AuditRow.Targets(
                                    column("entity_type"),
                                    column("entity_id"),
                                    column("display_id"),
                                    column("target_ids")),
                            column("upstream_calls"),
                            columns.get(TOOK_MICROS) == null ? null : Long.valueOf(given("took_micros")),
                            column("cause")));
        }

        private String given(String name) {
            String value = column(name);
            if (value == null) {
                throw new IllegalArgumentException(name + " is null");
            }
            return value;
        }
    }

    /** The columns of a row as text, in the order of {@link #NAMES}. */
    static List<@Nullable String> of(AuditRow row) {
        AuditRow.Who who = row.who();
        AuditRow.Ending ending = row.ending();
        Long took = ending.tookMicros();
        return Collections.unmodifiableList(Arrays.asList(
                row.callId(),
                row.kind().name(),
                micros(row.happenedAt()),
                row.serverId(),
                who.keyName(),
                who.session(),
                who.address(),
                who.clientName(),
                who.clientVersion(),
                who.requestId(),
                row.what().method(),
                row.what().tool(),
                row.what().arguments(),
                ending.outcome().name(),
                ending.targets().entityType(),
                ending.targets().entityId(),
                ending.targets().displayId(),
                ending.targets().all(),
                ending.upstream(),
                took == null ? null : took.toString(),
                ending.cause()));
    }

    static void bind(PreparedStatement insert, Stored row) throws SQLException {
        insert.setLong(1, row.number());
        insert.setString(2, row.previousHash());
        insert.setString(BEFORE, row.hash());
        for (int i = 0; i < NAMES.size(); i++) {
            int place = i + BEFORE + 1;
            String value = row.columns().get(i);
            if (value == null) {
                insert.setNull(place, i == TOOK_MICROS ? Types.BIGINT : Types.VARCHAR);
            } else if (i == HAPPENED_AT) {
                insert.setObject(place, time(value).atOffset(ZoneOffset.UTC));
            } else if (i == TOOK_MICROS) {
                insert.setLong(place, Long.parseLong(value));
            } else {
                insert.setString(place, value);
            }
        }
    }

    /** The current row of a result of {@link #SELECT}. */
    static Stored read(ResultSet result) throws SQLException {
        List<@Nullable String> columns = new ArrayList<>(NAMES.size());
        for (int i = 0; i < NAMES.size(); i++) {
            int place = i + BEFORE + 1;
            columns.add(
                    i == HAPPENED_AT ? micros(result.getObject(place, OffsetDateTime.class)) : result.getString(place));
        }
        return new Stored(
                result.getLong(1), text(result, 2), text(result, BEFORE), Collections.unmodifiableList(columns));
    }

    /** The schema forbids null here, but somebody may have changed the schema. */
    static String text(ResultSet result, int place) throws SQLException {
        return Objects.requireNonNullElse(result.getString(place), "");
    }

    /** Null for a time that this program never writes, such as the infinity of PostgreSQL. */
    private static @Nullable String micros(@Nullable OffsetDateTime time) {
        try {
            return time == null ? null : micros(time.toInstant());
        } catch (ArithmeticException | DateTimeException beyond) {
            return null;
        }
    }

    private static String micros(Instant instant) {
        return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
    }

    private static Instant time(String micros) {
        return Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS);
    }

    static String hash(long number, String previousHash, List<@Nullable String> columns) {
        MessageDigest digest = Sha256.start();
        add(digest, FORM);
        add(digest, Long.toString(number));
        add(digest, previousHash);
        columns.forEach(column -> add(digest, column));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, @Nullable String value) {
        if (value == null) {
            digest.update((byte) '-');
            return;
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }
}
