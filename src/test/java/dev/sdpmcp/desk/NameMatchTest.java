package dev.sdpmcp.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameMatchTest {

    private static final List<String> NAMES = List.of(
            "1 - Low", "2 - Normal", "3 - High", "z - Medium", "Onhold", "Open", "Cancelled", "In Progress", "Tier 1");

    @ParameterizedTest
    @CsvSource({
        "3 - High, 3 - High",
        "HIGH, 3 - High",
        "high, 3 - High",
        "3, 3 - High",
        "medium, z - Medium",
        "on hold, Onhold",
        "On-Hold, Onhold",
        "canceled, Cancelled",
        "inprogress, In Progress",
        "progress, In Progress",
        "tier 1, Tier 1"
    })
    void finds_what_people_mean(String given, String meant) {
        assertThat(NameMatch.in(NAMES, given)).containsExactly(meant);
    }

    @Test
    void an_exact_name_goes_before_a_part_of_others() {
        assertThat(NameMatch.in(List.of("Network", "Network and Telephony"), "network"))
                .containsExactly("Network");
    }

    @Test
    void gives_all_that_fit_equally_well() {
        assertThat(NameMatch.in(List.of("Application", "Application Access"), "appl"))
                .hasSize(2);
        assertThat(NameMatch.in(List.of("1 - Low", "2 - LOW"), "low")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"hihg", "''", "'  '", "o", "-"})
    void does_not_guess(String given) {
        assertThat(NameMatch.in(NAMES, given)).isEmpty();
    }
}
