package dev.sdpmcp.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sdpmcp.audit.chain.ChainCheck;
import dev.sdpmcp.audit.chain.ChainCheck.ChainReport;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.desk.module.Requests;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseKind;
import dev.sdpmcp.upstream.ListQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Twenty processes, one after the other, that are killed with SIGKILL during four changes each. Afterwards the requests
 * that reached the help desk are compared with the rows in the database.
 */
@Tag("own-server")
class KilledProcessIT {

    /** Prefix of the subjects of new tickets. */
    static final String CREATED = "Created by ";

    /** One at each of the places from which {@code killInTheMiddle} chooses. */
    private static final int KILLS = 13;

    private static final int TICKETS_A_RUN = 90;

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    /** Facts of a row. */
    private record Row(String kind, String tool, JsonNode arguments) {}

    /** On both databases at once, since most of the time is waiting for processes. */
    @Test
    void every_change_is_recorded_and_no_ticket_is_created_twice() throws Exception {
        ExecutorService both = Executors.newFixedThreadPool(DatabaseKind.values().length);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (DatabaseKind kind : DatabaseKind.values()) {
                Path own = Files.createDirectories(folder.resolve(kind.name()));
                runs.add(both.submit(() -> {
                    killAndLook(kind, own);
                    return kind;
                }));
            }
            for (Future<?> run : runs) {
                run.get(10, TimeUnit.MINUTES);
            }
        } finally {
            both.shutdownNow();
        }
    }

    private static void killAndLook(DatabaseKind kind, Path folder) throws Exception {
        StorageSettings storage = kind.settings(folder.resolve("data"));
        try (DeskWithLog simulator = new DeskWithLog()) {
            List<String> tickets = ticketsOf(simulator, storage);
            simulator.answerSlowly(Duration.ofMillis(30));
            for (int run = 0; run < KILLS; run++) {
                List<String> own = tickets.subList(run * TICKETS_A_RUN, (run + 1) * TICKETS_A_RUN);
                killInTheMiddle(simulator, storage, folder.resolve("output-" + run), run, own);
            }
            simulator.answerAtOnce();
            // requests of the last moment arrive at once or never
            Awaitility.await().during(Duration.ofMillis(500)).until(simulator::isIdle);

            try (AuditedDesk next = new AuditedDesk(simulator.uri(), simulator.accessToken(), storage)) {
                allWritesAreRecorded(simulator, rows(next.database()));
                allUpdatesAreInTheHistory(simulator, next.database());
                ChainReport report = ChainCheck.of(storage, Optional.empty(), next.database())
                        .run();
                assertThat(report.isIntact()).as(report.lines().toString()).isTrue();
                assertThat(report.open()).isZero();
                repetitionMakesNoSecondTicket(next);
            }
        }
    }

    private static List<String> ticketsOf(DeskWithLog simulator, StorageSettings storage) throws IOException {
        simulator.seed(KILLS * TICKETS_A_RUN);
        try (AuditedDesk desk = new AuditedDesk(simulator.uri(), simulator.accessToken(), storage)) {
            return requests(desk).stream()
                    .map(request -> request.path("id").asText())
                    .toList();
        }
    }

    private static List<JsonNode> requests(AuditedDesk desk) {
        return desk.helpDesk()
                .listAll(
                        Requests.REQUESTS.type(),
                        ListQuery.first(ListQuery.MAX_ROWS).sortedBy("id", true),
                        Integer.MAX_VALUE)
                .rows();
    }

    private static void killInTheMiddle(
            DeskWithLog simulator, StorageSettings storage, Path output, int run, List<String> tickets)
            throws IOException {
        int before = simulator.writes().size();
        int wanted = before + 3 + run * 5 % 13;
        Process caller = new ProcessBuilder(command(simulator, storage, run, tickets))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(7))
                    .failFast(() -> {
                        assertThat(caller.isAlive())
                                .as(Files.readString(output))
                                .isTrue();
                    })
                    .until(() -> simulator.writes().size() >= wanted);
        } finally {
            caller.destroyForcibly();
            caller.onExit().orTimeout(30, TimeUnit.SECONDS).join();
        }
        assertThat(Files.readString(output)).doesNotContain("Exception", " failed: ");
    }

    private static List<String> command(DeskWithLog simulator, StorageSettings storage, int run, List<String> tickets) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                CallerToBeKilled.class.getName(),
                simulator.uri().toString(),
                simulator.accessToken(),
                storage.dataDirectory().toString(),
                Integer.toString(run),
                String.join(",", tickets)));
        storage.postgres().ifPresent(postgres -> {
            command.add(Integer.toString(postgres.port()));
            command.add(postgres.database());
        });
        return command;
    }

    private static List<Row> rows(Database database) {
        return database.onConnection(connection -> {
            List<Row> rows = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("SELECT row_kind, tool_name, call_arguments FROM"
                            + " api_audit_log WHERE tool_name IS NOT NULL ORDER BY entry_number")) {
                while (result.next()) {
                    rows.add(new Row(result.getString(1), result.getString(2), json(result.getString(3))));
                }
            }
            return rows;
        });
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException broken) {
            throw new AssertionError(text, broken);
        }
    }

    private static void allWritesAreRecorded(DeskWithLog simulator, List<Row> rows) {
        List<String> intents = paths(rows, "INTENT");
        assertThat(intents).containsAll(simulator.writes());
        assertThat(intents.stream().filter("POST requests"::equals)).hasSizeGreaterThanOrEqualTo((int)
                simulator.writes().stream().filter("POST requests"::equals).count());
        List<String> ends = paths(rows, "OUTCOME");
        List<String> lost = paths(rows, "UNKNOWN");
        assertThat(lost).as("the kills came in the middle").hasSizeGreaterThanOrEqualTo(KILLS / 2);
        ends.addAll(lost);
        assertThat(ends).containsExactlyInAnyOrderElementsOf(intents);
    }

    /** The request of the call of a row. */
    private static List<String> paths(List<Row> rows, String kind) {
        List<String> paths = new ArrayList<>();
        for (Row row : rows) {
            String ticket = row.arguments().path("request_id").asText();
            if (row.kind().equals(kind)) {
                paths.add(
                        switch (row.tool()) {
                            case "update_request" -> "PUT requests/" + ticket;
                            case "add_note" -> "POST requests/" + ticket + "/notes";
                            default -> "POST requests";
                        });
            }
        }
        return paths;
    }

    private static void allUpdatesAreInTheHistory(DeskWithLog simulator, Database database) {
        List<String> changed = database.onConnection(connection -> {
            List<String> found = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(
                            "SELECT entity_id, new_value FROM change_history WHERE field_name = 'subject'")) {
                while (result.next()) {
                    assertThat(json(result.getString(2)).asText())
                            .isEqualTo(CallerToBeKilled.subject(result.getString(1)));
                    found.add("PUT requests/" + result.getString(1));
                }
            }
            return found;
        });
        List<String> updates = simulator.writes().stream()
                .filter(write -> write.startsWith("PUT"))
                .toList();
        assertThat(updates).hasSizeGreaterThan(KILLS);
        assertThat(changed).doesNotHaveDuplicates().containsAll(updates);
    }

    /** Every creation that was begun is repeated, some minutes later. */
    private static void repetitionMakesNoSecondTicket(AuditedDesk desk) {
        List<String> made = createdSubjects(desk);
        assertThat(made).isNotEmpty().doesNotHaveDuplicates();
        List<String> ordered = rows(desk.database()).stream()
                .filter(row -> row.kind().equals("INTENT") && row.tool().equals("create_request"))
                .map(row -> row.arguments().path("subject").asText())
                .toList();
        assertThat(ordered).doesNotHaveDuplicates().containsAll(made);
        desk.database().onConnection(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate("UPDATE idempotency_keys SET begun_at = begun_at - INTERVAL '4' MINUTE"
                        + " WHERE state = 'RUNNING'");
            }
        });

        for (String subject : ordered) {
            assertThat(desk.call("create_request", CallerToBeKilled.creation(subject))
                            .isError())
                    .isFalse();
        }

        assertThat(createdSubjects(desk)).containsExactlyInAnyOrderElementsOf(ordered);
    }

    private static List<String> createdSubjects(AuditedDesk desk) {
        return requests(desk).stream()
                .map(request -> request.path("subject").asText())
                .filter(subject -> subject.startsWith(CREATED))
                .toList();
    }
}
