package dev.sdpmcp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The initial data. No test writes, so all share one simulator. */
@Tag("component")
class DataTest {
    private static final RunningSimulator simulator = RunningSimulator.withDefaults();
    private static final List<JsonNode> TICKETS = new ArrayList<>();

    @BeforeAll
    static void read_every_ticket() {
        simulator.started();
        TICKETS.addAll(tickets(simulator));
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @Test
    void there_are_250_tickets_numbered_by_age() {
        List<JsonNode> oldestFirst = new ArrayList<>(TICKETS);
        Collections.reverse(oldestFirst);

        assertThat(oldestFirst.stream().map(ticket -> ticket.at("/display_id").asInt()))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 250).boxed().toList());
    }

    @Test
    void every_status_occurs_and_most_old_tickets_are_closed() {
        Set<String> statuses = TICKETS.stream()
                .map(ticket -> ticket.at("/status/name").asText())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(statuses)
                .containsExactly("Assigned", "Cancelled", "Closed", "In Progress", "Onhold", "Open", "Resolved");
        assertThat(TICKETS.stream()
                        .filter(ticket -> ticket.at("/status/name").asText().equals("Closed")))
                .hasSizeGreaterThan(120);
        assertThat(TICKETS.stream().filter(ticket -> ticket.at("/is_overdue").asBoolean()))
                .hasSizeGreaterThan(10);
        assertThat(TICKETS.stream().filter(ticket -> ticket.at("/technician").isNull()))
                .isNotEmpty();
    }

    @Test
    void no_text_has_a_placeholder_left() {
        assertThat(TICKETS)
                .allSatisfy(ticket -> assertThat(ticket.at("/subject").asText()
                                + ticket.at("/description").asText()
                                + ticket.at("/resolution/content").asText())
                        .doesNotContainPattern("\\{[a-z]+}")
                        .isNotBlank());
    }

    @Test
    void descriptions_look_like_mail() {
        assertThat(TICKETS.stream().filter(ticket -> description(ticket).contains("<blockquote")))
                .hasSizeGreaterThan(15);
        assertThat(TICKETS.stream().filter(ticket -> description(ticket).contains("<![CDATA[")))
                .hasSizeGreaterThan(5);
        assertThat(TICKETS)
                .allSatisfy(ticket -> assertThat(ticket.at("/short_description").asText())
                        .isNotBlank()
                        .doesNotContain("<", "CDATA"));
    }

    @Test
    void no_time_is_in_the_future_and_times_are_in_order() {
        long now = System.currentTimeMillis();

        assertThat(TICKETS).allSatisfy(ticket -> {
            long created = moment(ticket, "created_time");
            assertThat(created).isLessThan(now);
            assertThat(moment(ticket, "due_by_time")).isGreaterThan(created);
            assertThat(inOrder(
                            ticket,
                            "created_time",
                            "assigned_time",
                            "responded_time",
                            "resolved_time",
                            "completed_time"))
                    .isSorted()
                    .allSatisfy(moment -> assertThat(moment).isLessThanOrEqualTo(now));
        });
    }

    @Test
    void finished_tickets_have_a_resolution() {
        assertThat(TICKETS.stream()
                        .filter(ticket -> ticket.at("/status/name").asText().matches("Closed|Resolved")))
                .allSatisfy(ticket -> {
                    assertThat(ticket.at("/resolution/content").asText()).isNotBlank();
                    assertThat(ticket.at("/technician/name").asText()).isNotBlank();
                });
    }

    @Test
    void tickets_have_conversations_tasks_worklogs_and_history() {
        int conversations = 0;
        int tasks = 0;
        int worklogs = 0;
        for (JsonNode ticket : TICKETS.subList(100, 140)) {
            String path = "/requests/" + ticket.at("/id").asText();
            JsonNode rows = simulator.get(path + "/conversations").at("/conversations");
            conversations += rows.size();
            for (JsonNode row : rows) {
                String url = row.at("/content_url").asText().substring(RunningSimulator.API.length());
                assertThat(simulator.get(url).json().findValue("description").asText())
                        .isNotBlank()
                        .doesNotContainPattern("\\{[a-z]+}");
            }
            tasks += simulator.get(path + "/tasks").at("/tasks").size();
            worklogs += simulator.get(path + "/worklogs").at("/worklogs").size();
            assertThat(simulator.get(path + "/history").at("/history").findValuesAsText("operation"))
                    .endsWith("CREATE");
        }
        assertThat(conversations).isGreaterThan(40);
        assertThat(tasks).isGreaterThan(15);
        assertThat(worklogs).isGreaterThan(10);
    }

    @Test
    void equal_seeds_make_equal_data_and_other_seeds_do_not() {
        try (RunningSimulator same = RunningSimulator.withDefaults().started();
                RunningSimulator other =
                        new RunningSimulator(SimulatorOptions.defaults().withSeed(2)).started()) {
            assertThat(subjects(tickets(same))).isEqualTo(subjects(TICKETS));
            assertThat(subjects(tickets(other))).isNotEqualTo(subjects(TICKETS));
        }
    }

    private static List<JsonNode> tickets(RunningSimulator simulator) {
        String fields = "['subject','display_id','description','short_description','status','technician','resolution',"
                + "'is_overdue','created_time','due_by_time','assigned_time','responded_time','resolved_time','completed_time']";
        List<JsonNode> tickets = new ArrayList<>();
        for (int page = 1; page <= 3; page++) {
            simulator
                    .list("/requests", "{'row_count':100,'page':" + page + ",'fields_required':" + fields + "}")
                    .at("/requests")
                    .forEach(tickets::add);
        }
        return tickets;
    }

    private static List<String> subjects(List<JsonNode> tickets) {
        return tickets.stream().map(ticket -> ticket.at("/subject").asText()).toList();
    }

    private static String description(JsonNode ticket) {
        return ticket.at("/description").asText();
    }

    private static long moment(JsonNode ticket, String field) {
        return ticket.at("/" + field + "/value").asLong();
    }

    private static List<Long> inOrder(JsonNode ticket, String... fields) {
        return Arrays.stream(fields)
                .filter(field -> !ticket.at("/" + field).isNull())
                .map(field -> moment(ticket, field))
                .toList();
    }
}
