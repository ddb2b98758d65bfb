package dev.sdpmcp.audit.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.AuditRow.CallOutcome;
import dev.sdpmcp.audit.row.GivenRow;
import dev.sdpmcp.config.AuditSettings.Mode;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.persistence.DatabaseKind;
import dev.sdpmcp.persistence.SmallDisk;
import dev.sdpmcp.persistence.TendedDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Recovery of the trail after the disk of database and journal was full or not mounted. */
@Tag("component")
class RecoveringDiskTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    Path parent;

    /** Calls whose intent was recorded. */
    private final List<AuditRow> taken = new ArrayList<>();

    private static ConditionFactory await() {
        return Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50));
    }

    /** Whether the intent was recorded; then the change was made and its outcome is recorded. */
    private boolean change(GivenTrail given) {
        AuditRow intent = given.intent();
        try {
            given.trail().require(intent);
        } catch (AuditTrail.Unavailable refused) {
            return false;
        }
        taken.add(intent);
        given.trail().add(GivenRow.outcome(intent, CallOutcome.OK));
        return true;
    }

    private void changeUntilRefused(GivenTrail given) {
        await().until(() -> !change(given));
    }

    private void assertAllIsOnRecord(GivenTrail given) throws IOException {
        await().until(() -> given.trail().acceptsChanges());
        assertThat(change(given)).isTrue();
        given.await("state", "written");
        given.await("journalBytes", "0");
        given.awaitRows("row_kind = 'INTENT'", taken.size());
        for (AuditRow intent : taken) {
            assertThat(given.count("row_kind = 'INTENT' AND call_id = '" + intent.callId() + "'"))
                    .isEqualTo(1);
        }
        given.intact();
        assertThat(given.count("row_kind = 'BREAK'")).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void continues_when_a_full_disk_has_space_again(Mode mode) throws Exception {
        try (SmallDisk disk = SmallDisk.mount(parent.resolve("data"), 8)) {
            StorageSettings storage = DatabaseKind.EMBEDDED.settings(disk.folder());
            try (TendedDatabase tended = new TendedDatabase(storage);
                    GivenTrail given = GivenTrail.begin(storage, mode, tended.database())) {
                for (int round = 0; round < 3; round++) {
                    for (int i = 0; i < 20; i++) {
                        assertThat(change(given)).isTrue();
                    }
                    disk.fill();
                    changeUntilRefused(given);
                    assertThat(given.trail().acceptsChanges())
                            .as("right after a change was refused")
                            .isFalse();
                    await().until(() -> !tended.isUsable());
                    given.trail().add(GivenRow.read());
                    assertThat(change(given)).isFalse();

                    disk.makeRoom();
                    await().until(tended::isUsable);
                    assertAllIsOnRecord(given);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void writes_nothing_where_a_file_system_is_not_mounted(Mode mode) throws Exception {
        try (SmallDisk disk = SmallDisk.mount(parent.resolve("data"), 8)) {
            StorageSettings storage = DatabaseKind.EMBEDDED.settings(disk.folder());
            try (TendedDatabase tended = new TendedDatabase(storage);
                    GivenTrail given = GivenTrail.begin(storage, mode, tended.database())) {
                assertThat(change(given)).isTrue();

                disk.coverWithEmpty();
                assertThatThrownBy(() -> given.trail().require(given.intent()))
                        .isInstanceOf(AuditTrail.Unavailable.class);
                assertThat(given.trail().acceptsChanges()).isFalse();
                await().until(() -> !tended.isUsable());
                given.trail().add(GivenRow.read());
                given.await("state", "journal");
                assertThat(change(given)).isFalse();
                assertThat(given.trail().acceptsChanges()).isFalse();
                assertThat(disk.files())
                        .filteredOn(name -> name.startsWith("audit-journal") || name.startsWith("database"))
                        .isEmpty();

                disk.uncover();
                await().until(tended::isUsable);
                assertAllIsOnRecord(given);
            }
        }
    }
}
