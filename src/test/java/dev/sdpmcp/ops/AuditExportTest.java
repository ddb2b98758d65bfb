package dev.sdpmcp.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sdpmcp.audit.chain.Chain;
import dev.sdpmcp.audit.chain.ChainSeal;
import dev.sdpmcp.audit.reading.AuditPage.AuditEntry;
import dev.sdpmcp.audit.reading.AuditReader;
import dev.sdpmcp.audit.reading.AuditReader.AuditCriteria;
import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.GivenRow;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("component")
class AuditExportTest {

    private static final int CALLS = 1_234;

    @TempDir
    Path folder;

    private AuditReader filled(Database database) throws IOException {
        Chain chain = new Chain(ChainSeal.of(DatabaseKind.EMBEDDED.settings(folder.resolve("key"))));
        List<AuditRow> rows = new ArrayList<>();
        for (int i = 1; i < CALLS; i++) {
            rows.add(GivenRow.read());
        }
        rows.add(GivenRow.because(GivenRow.read(), "upstream_unavailable")); // the newest, hence the first
        chain.append(database, rows);
        return new AuditReader(database);
    }

    /** Counts the entries of each call. */
    private static final class Counting implements AuditExport.Document {
        final Set<Long> numbers = new HashSet<>();
        int most;
        boolean ended;

        @Override
        public void add(List<AuditEntry> entries) {
            most = Math.max(most, entries.size());
            entries.forEach(entry -> numbers.add(entry.number()));
        }

        @Override
        public void end() {
            ended = true;
        }
    }

    @ParameterizedTest
    @EnumSource
    void contains_all_calls_and_reads_one_page_at_a_time(DatabaseKind kind) throws IOException {
        try (Database database = kind.open(folder)) {
            Counting counting = new Counting();

            AuditExport.begin(filled(database), AuditCriteria.ALL).writeTo(counting);

            assertThat(counting.numbers).hasSize(CALLS);
            assertThat(counting.most).isEqualTo(AuditExport.PAGE);
            assertThat(counting.ended).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void is_well_formed_in_both_formats(DatabaseKind kind) throws IOException {
        try (Database database = kind.open(folder)) {
            AuditReader reader = filled(database);
            ByteArrayOutputStream json = new ByteArrayOutputStream();
            ByteArrayOutputStream csv = new ByteArrayOutputStream();

            AuditExport.begin(reader, AuditCriteria.ALL).writeTo(new AuditJson(json));
            AuditExport.begin(reader, AuditCriteria.ALL).writeTo(new AuditCsv(csv));

            JsonNode entries = new ObjectMapper().readTree(json.toByteArray()).get("entries");
            assertThat(entries).hasSize(CALLS);
            assertThat(entries.get(0).at("/arguments/request_id").asText()).isEqualTo("1042");
            assertThat(entries.get(0).path("cause").asText()).isEqualTo("upstream_unavailable");
            assertThat(entries.get(1).has("cause")).isFalse();
            String[] lines = csv.toString(StandardCharsets.UTF_8).split("\r\n");
            assertThat(lines).hasSize(CALLS + 1);
            assertThat(lines[0]).endsWith(",cause");
            assertThat(lines[1]).endsWith(",upstream_unavailable");
            assertThat(lines[2]).endsWith(",");
        }
    }
}
