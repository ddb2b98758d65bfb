package dev.sdpmcp.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditCsvTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "\r=1", "\n=cmd"})
    void prevents_formulas_in_spreadsheets(String words) {
        assertThat(AuditCsv.cell(words).replaceFirst("^\"", "")).startsWith("'");
    }

    @Test
    void quotes_text_with_separators() {
        assertThat(AuditCsv.cell("a,b")).isEqualTo("\"a,b\"");
        assertThat(AuditCsv.cell("say \"no\"")).isEqualTo("\"say \"\"no\"\"\"");
        assertThat(AuditCsv.cell("a\nb")).isEqualTo("\"a\nb\"");
        assertThat(AuditCsv.cell("plain 1-2")).isEqualTo("plain 1-2");
        assertThat(AuditCsv.cell(null)).isEmpty();
    }
}
