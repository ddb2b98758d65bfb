package dev.sdpmcp.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.audit.chain.ChainCheck.ChainReport;
import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseKind;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Change of the key: a valid seal of a listed former key counts, and no other. */
@Tag("component")
class ChangedKeyTest extends ChainFixture {

    @ParameterizedTest
    @EnumSource
    void a_listed_former_key_with_a_valid_seal_is_a_change_of_the_key(DatabaseKind kind) throws IOException {
        try (Database database = kind.open(folder)) {
            append(database, seal(), 3);
            ChainSeal rotated = sealWith(NEW_KEY, generatedKey());
            assertThat(check(database, rotated).isIntact()).isTrue();

            append(database, rotated, 1);
            append(database, rotated, 1);

            ChainReport report = check(database, rotated);
            assertThat(report.isIntact()).as(String.join("\n", report.lines())).isTrue();
            assertThat(report.newKeys()).singleElement().asString().startsWith("row 3");
            // a former key that is no longer needed may be removed
            assertThat(check(database, sealWith(NEW_KEY)).isIntact()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_key_that_is_not_listed_is_a_break(DatabaseKind kind) throws IOException {
        try (Database database = kind.open(folder)) {
            append(database, seal(), 3);
            ChainSeal stranger = sealWith(NEW_KEY);
            assertThat(check(database, stranger).isIntact()).isFalse();
            assertThat(check(database, stranger).lines())
                    .anySatisfy(line -> assertThat(line).contains("NOT PROVEN", "SDP_PREVIOUS_ENCRYPTION_KEYS"));

            append(database, stranger, 1);

            ChainReport report = check(database, stranger);
            assertThat(report.isIntact()).isFalse();
            assertThat(report.newKeys()).isEmpty();
            assertThat(report.firstBreak().orElseThrow()).contains("row 4 says", "SDP_PREVIOUS_ENCRYPTION_KEYS");
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_name_of_a_former_key_without_its_seal_is_a_break(DatabaseKind kind) throws IOException {
        try (Database database = kind.open(folder)) {
            append(database, seal(), 3);
            ChainSeal rotated = sealWith(NEW_KEY, generatedKey());
            tamper(database, "UPDATE api_audit_chain SET seal = '" + "0".repeat(64) + "'");
            assertThat(check(database, rotated).firstBreak().orElseThrow()).contains("was changed by somebody else");

            append(database, rotated, 1);

            assertThat(check(database, rotated).firstBreak().orElseThrow()).contains("row 4 says");
        }
    }

    /** A forged anchor after all rows that were seen, with the name of an unknown key. */
    @ParameterizedTest
    @EnumSource
    void a_made_up_key_and_anchor_do_not_replace_the_trail(DatabaseKind kind) throws IOException {
        try (Database database = kind.open(folder)) {
            Server server = Server.at(folder.resolve("home"), seal(), database, java.time.Instant::now);
            server.adds(14);
            tamper(
                    database,
                    "DELETE FROM api_audit_log",
                    "UPDATE api_audit_chain SET head_number = 1000, head_hash = '" + "a".repeat(64)
                            + "', anchor_number = 1000, anchor_hash = '" + "a".repeat(64)
                            + "', seal_key = 'ffffffffffff', seal = '" + "0".repeat(64) + "'");
            assertThat(server.check().isIntact()).isFalse();

            server.adds(1);
            server.adds(1);
            server.mark().save();

            ChainReport report = server.check();
            assertThat(report.isIntact()).isFalse();
            assertThat(report.deleted()).isZero();
            assertThat(report.firstBreak().orElseThrow())
                    .contains("row 1 is missing, and those up to 14", "row 15 says");
        }
    }

    @Test
    void a_generated_key_stays_valid_when_another_is_configured() throws IOException {
        try (Database database = DatabaseKind.EMBEDDED.open(folder)) {
            StorageSettings without = DatabaseKind.EMBEDDED.settings(folder.resolve("key"));
            append(database, ChainSeal.of(without), 3);
            ChainSeal given = ChainSeal.of(new StorageSettings(
                    without.dataDirectory(), Optional.empty(), 5, Optional.of(NEW_KEY), List.of(), true));

            append(database, given, 1);

            assertThat(check(database, given).isIntact()).isTrue();
            assertThat(check(database, given).newKeys()).hasSize(1);
        }
    }

    /** Two servers on one database, one with the new key already, as described in docs/security.md. */
    @ParameterizedTest
    @EnumSource
    void servers_that_know_each_others_keys_write_in_turn(DatabaseKind kind) throws IOException {
        Secret other = new Secret(Base64.getEncoder()
                .encodeToString(
                        "another key of thirty-two bytes!".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        try (Database database = kind.open(folder)) {
            ChainSeal before = sealWith(other, NEW_KEY);
            ChainSeal after = sealWith(NEW_KEY, other);
            Server one = Server.at(folder.resolve("one"), before, database, java.time.Instant::now);
            Server two = Server.at(folder.resolve("two"), after, database, java.time.Instant::now);
            for (int i = 0; i < 3; i++) {
                one.adds(1);
                two.adds(1);
            }

            assertThat(check(database, after).isIntact()).isTrue();
            assertThat(check(database, before).isIntact()).isTrue();
        }
    }
}
