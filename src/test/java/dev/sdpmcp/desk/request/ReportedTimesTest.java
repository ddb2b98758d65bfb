package dev.sdpmcp.desk.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.desk.SimulatedDesk;
import dev.sdpmcp.simulator.SimulatorOptions;
import dev.sdpmcp.tool.QuietContext;
import dev.sdpmcp.upstream.EntityId;
import dev.sdpmcp.upstream.ResourceType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times on desks of several time zones, as the model gives and reads them and as people see them. */
@Tag("component")
@Tag("reports")
class ReportedTimesTest {

    /** In New York it is still the 19th. */
    private static final Instant NOW = Instant.parse("2026-11-20T02:30:00Z");

    private static final ResourceType REQUESTS = ResourceType.atRoot("request", "requests", "requests");

    private static final Map<String, SimulatedDesk> DESKS = Stream.of(
                    "UTC", "America/New_York", "America/Bogota", "Asia/Kolkata", "Pacific/Auckland")
            .collect(Collectors.toMap(Function.identity(), ReportedTimesTest::deskIn));

    private static final SimulatedDesk NEW_YORK = DESKS.get("America/New_York");

    private static SimulatedDesk deskIn(String zone) {
        SimulatorOptions options = SimulatorOptions.defaults().withZone(ZoneId.of(zone));
        return new SimulatedDesk(options, Clock.fixed(NOW, ZoneOffset.UTC), List.of(), List.of());
    }

    @AfterAll
    static void close() {
        DESKS.values().forEach(SimulatedDesk::close);
    }

    @BeforeEach
    void forgetZones() {
        DESKS.values().forEach(desk -> desk.withTimeZone(Optional.empty()));
    }

    private static JsonNode create(SimulatedDesk desk, String more) {
        return desk.ok(
                "create_request",
                "{'subject':'Times','requester':'mira.holm@example.org','mode':'web form','request_type':'incident',"
                        + "'category':'hardware','subcategory':'network','idempotency_key':'" + System.nanoTime() + "',"
                        + more + "}");
    }

    /** What people read in ServiceDesk Plus. */
    private static String displayed(SimulatedDesk desk, JsonNode made, String path) {
        return desk.helpDesk()
                .get(REQUESTS.entity(new EntityId(made.path("id").asText())))
                .at(path + "/display_value")
                .asText();
    }

    private static JsonNode read(SimulatedDesk desk, JsonNode made) {
        return desk.ok("get_request", "{'request_id':'" + made.path("id").asText() + "'}");
    }

    @ParameterizedTest
    @CsvSource({
        "UTC,              2026-12-24, 2026-12-24T23:59:00Z",
        "UTC,              2027-07-24, 2027-07-24T23:59:00Z",
        "America/New_York, 2026-12-24, 2026-12-24T23:59:00-05:00",
        "America/New_York, 2027-07-24, 2027-07-24T23:59:00-04:00",
        "America/Bogota,   2027-07-24, 2027-07-24T23:59:00-05:00",
        "Asia/Kolkata,     2026-12-24, 2026-12-24T23:59:00+05:30",
        "Asia/Kolkata,     2027-07-24, 2027-07-24T23:59:00+05:30",
        "Pacific/Auckland, 2026-12-24, 2026-12-24T23:59:00+13:00",
        "Pacific/Auckland, 2027-07-24, 2027-07-24T23:59:00+12:00",
    })
    void B20_a_due_date_is_that_day_for_the_people_of_the_desk(String zone, LocalDate day, String stored) {
        SimulatedDesk desk = DESKS.get(zone);
        for (Optional<ZoneId> setting : List.of(Optional.<ZoneId>empty(), Optional.of(ZoneId.of(zone)))) {
            desk.withTimeZone(setting);

            JsonNode made = create(desk, "'due_by_time':'" + day + "'");

            assertThat(displayed(desk, made, "/due_by_time"))
                    .isEqualTo(String.format(Locale.ENGLISH, "%1$tb %1$te, %1$tY 11:59 PM", day));
            assertThat(made.path("due_by_time").asText()).isEqualTo(stored);
            assertThat(read(desk, made).at("/times/due_by_time").asText()).isEqualTo(stored);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "America/New_York", "Asia/Kolkata", "Pacific/Auckland"})
    void B20_created_after_and_before_mean_days_of_the_desk(String zone) {
        SimulatedDesk desk = DESKS.get(zone);
        LocalDate today = NOW.atZone(ZoneId.of(zone)).toLocalDate();
        String number = create(desk, "'description':'x'").path("display_id").asText();
        String query = "{'query':'Times','page_size':50,";

        assertThat(numbers(desk, query + "'created_after':'" + today + "'}")).contains(number);
        assertThat(numbers(desk, query + "'created_after':'" + today.plusDays(1) + "'}"))
                .isEmpty();
        assertThat(numbers(desk, query + "'created_before':'" + today + "'}")).doesNotContain(number);
        assertThat(numbers(desk, query + "'created_before':'" + today.plusDays(1) + "'}"))
                .contains(number);
    }

    private static List<String> numbers(SimulatedDesk desk, String query) {
        return desk.ok("search_requests", query).path("requests").findValuesAsText("display_id");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-30 14:30,            2026-11-30T14:30:00-05:00",
        "2026-11-30T14:30,            2026-11-30T14:30:00-05:00",
        "2026-11-30T14:30:15,         2026-11-30T14:30:15-05:00",
        "2026-11-30 14:30 +0100,      2026-11-30T08:30:00-05:00",
        "2026-11-30T14:30+01,         2026-11-30T08:30:00-05:00",
        "2026-11-30T14:30:00+01:00,   2026-11-30T08:30:00-05:00",
        "2026-11-30t14:30z,           2026-11-30T09:30:00-05:00",
        "2027-03-14T02:30,            2027-03-14T03:30:00-04:00",
    })
    void B20_a_time_is_taken_in_the_zone_of_the_desk_or_with_its_offset(String given, String stored) {
        assertThat(create(NEW_YORK, "'due_by_time':'" + given + "'")
                        .path("due_by_time")
                        .asText())
                .isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-30 24:00", "2026-11-30T14:30+25:00", "2026-02-30", "2026-11-3014:30", "noon"})
    void B20_what_is_no_time_is_refused_with_examples(String given) {
        assertThat(NEW_YORK.failure("create_request", "{'subject':'x','due_by_time':'" + given + "'}"))
                .contains("\"due_by_time\" must be a date such as 2026-11-22", "2026-11-22T14:30", "from 00 to 23");
    }

    @Test
    void B20_the_parts_of_a_record_repeat_their_times() {
        JsonNode made = create(NEW_YORK, "'description':'x'");
        String owner = "'module':'request','record_id':'" + made.path("id").asText() + "',";

        JsonNode task = NEW_YORK.ok(
                "add_task",
                "{" + owner + "'title':'x','scheduled_start_time':'2026-12-24','scheduled_end_time':'2026-12-24'}");
        JsonNode worklog = NEW_YORK.ok(
                "add_worklog", "{" + owner + "'owner':'Omar Diaz','time_spent':30,'start_time':'2026-07-01 09:00'}");

        assertThat(task.path("scheduled_start_time").asText()).isEqualTo("2026-12-24T00:00:00-05:00");
        assertThat(task.path("scheduled_end_time").asText()).isEqualTo("2026-12-24T23:59:00-05:00");
        assertThat(worklog.path("start_time").asText()).isEqualTo("2026-07-01T09:00:00-04:00");
    }

    @Test
    void B20_the_history_and_the_resource_show_the_same_time() {
        JsonNode made = create(NEW_YORK, "'description':'x'");
        String id = made.path("id").asText();
        JsonNode updated = NEW_YORK.ok("update_request", "{'request_id':'" + id + "','due_by_time':'2026-12-24'}");

        JsonNode change =
                NEW_YORK.ok("get_change_history", "{'request_id':'" + id + "'}").at("/changes/0");

        assertThat(updated.path("due_by_time").asText()).isEqualTo("2026-12-24T23:59:00-05:00");
        assertThat(change.at("/fields/0/after").asText()).isEqualTo("2026-12-24T23:59:00-05:00");
        assertThat(NEW_YORK.resources()
                        .read("sdp://requests/" + id, new QuietContext())
                        .text())
                .contains("Due: 2026-12-24T23:59:00-05:00");
    }

    @Test
    void B20_the_schema_names_the_zone() {
        assertThat(schema("create_request"))
                .contains("(23:59 of that day)", "in the time zone of the help desk unless");
        assertThat(schema("search_requests"))
                .contains("(00:00 of that day)", "in the time zone of the help desk unless");

        NEW_YORK.withTimeZone(Optional.of(ZoneId.of("America/New_York")));

        for (String tool :
                List.of("create_request", "update_problem", "create_change", "search_requests", "add_task")) {
            assertThat(schema(tool)).as(tool).contains("in the time zone America/New_York unless it has an offset");
        }
    }

    private static String schema(String tool) {
        return NEW_YORK.tools().list(new QuietContext()).stream()
                .filter(listing -> listing.name().equals(tool))
                .map(listing -> NEW_YORK.json(listing.inputSchema()).toString())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void B20_a_zone_that_cannot_be_learnt_now_is_utc_and_the_answer_shows_it() {
        JsonNode before = create(NEW_YORK, "'description':'x'");
        String update = "{'request_id':'" + before.path("id").asText() + "','due_by_time':'2026-12-24'}";
        NEW_YORK.withTimeZone(Optional.empty());
        NEW_YORK.fault("{\"kind\":\"not_found\",\"method\":\"GET\",\"path\":\"/requests\"}");

        JsonNode blind = NEW_YORK.ok("update_request", update);
        JsonNode seeing = NEW_YORK.ok("update_request", update);

        assertThat(blind.path("due_by_time").asText()).isEqualTo("2026-12-24T18:59:00-05:00");
        assertThat(seeing.path("due_by_time").asText()).isEqualTo("2026-12-24T23:59:00-05:00");
    }

    @Test
    void B20_the_zone_costs_three_calls_once_and_none_where_it_is_not_needed() {
        JsonNode made = create(NEW_YORK, "'description':'x'");
        String update = "{'request_id':'" + made.path("id").asText() + "','due_by_time':'2026-12-2";
        NEW_YORK.withTimeZone(Optional.empty());

        long exact = lists(() -> NEW_YORK.ok("update_request", update + "1T12:00:00Z'}"));
        long first = lists(() -> NEW_YORK.ok("update_request", update + "2'}"));
        long second = lists(() -> NEW_YORK.ok("update_request", update + "3'}"));

        assertThat(List.of(exact, first, second)).containsExactly(0L, 3L, 0L);
    }

    private static long lists(Runnable call) {
        long before = lists();
        call.run();
        return lists() - before;
    }

    private static long lists() {
        long count = 0;
        for (JsonNode entry : NEW_YORK.log().path("entries")) {
            boolean list = entry.path("method").asText().equals("GET")
                    && entry.path("path").asText().endsWith("/requests");
            count += list ? 1 : 0;
        }
        return count;
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "America/New_York", "Asia/Kolkata", "Pacific/Auckland"})
    void B20_an_additional_date_is_that_day_for_the_people_of_the_desk(String zone) {
        SimulatedDesk desk = DESKS.get(zone);
        for (LocalDate day : List.of(LocalDate.parse("2026-12-24"), LocalDate.parse("2027-07-24"))) {
            JsonNode made = create(desk, "'udf_fields':{'dt_needed_by':'" + day + "'}");

            assertThat(displayed(desk, made, "/udf_fields/dt_needed_by"))
                    .isEqualTo(String.format(Locale.ENGLISH, "%1$tb %1$te, %1$tY 12:00 AM", day));
            assertThat(read(desk, made).at("/udf_fields/dt_needed_by").asText()).isEqualTo(day.toString());
        }
    }

    /** From 12 hours west of UTC to 14 east, some with a change to summer time at midnight, some with quarters. */
    static Stream<ZoneId> zones() {
        return Stream.concat(
                Stream.of(
                                "Etc/GMT+12",
                                "Pacific/Kiritimati",
                                "America/St_Johns",
                                "Asia/Kathmandu",
                                "Africa/Cairo",
                                "America/Havana",
                                "Asia/Beirut",
                                "America/Santiago",
                                "Pacific/Apia",
                                "Europe/Lisbon")
                        .map(ZoneId::of),
                Arrays.stream(new int[] {-12, -9, -5, -1, 0, 1, 5, 9, 12, 14}).mapToObj(ZoneOffset::ofHours));
    }

    @ParameterizedTest
    @MethodSource("zones")
    void B20_the_additional_day_that_is_written_is_the_day_that_is_read(ZoneId zone) {
        SimulatedDesk desk = DESKS.get("UTC");
        JsonNode made = create(desk, "'description':'x'");
        desk.withTimeZone(Optional.of(zone));

        for (LocalDate day : DaysOfZone.some(zone)) {
            desk.ok(
                    "update_request",
                    "{'request_id':'" + made.path("id").asText() + "','udf_fields':{'dt_needed_by':'" + day + "'}}");

            assertThat(read(desk, made).at("/udf_fields/dt_needed_by").asText()).isEqualTo(day.toString());
        }
    }
}
