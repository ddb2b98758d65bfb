package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rolling restart of {@code docs/upgrade.md}: two servers on one PostgreSQL behind HAProxy go and come back one after the other,
 * while clients make tickets, write notes and read. The first test does it; the others look at what is left.
 */
@Tag(Proxy.MORE)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RollingRestartIT {

    private static final String DOCUMENT = "docs/upgrade.md";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** What HAProxy needs to find out that a server goes, and some seconds for a machine with other work. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private static final int CREATORS = 6;
    private static final int NOTERS = 4;
    private static final int NEWCOMERS = 2;
    private static final int NOTES = 200;
    private static final int CALL_MILLIS = 200;
    /** Longer than a server waits for its calls. */
    private static final int HELD_MILLIS = 12_000;

    @TempDir
    static Path folder;

    private TwinServers twins;
    private Proxy balancer;
    private final List<Traveller> travellers = new ArrayList<>();
    private final List<CreationErrand> creations = new ArrayList<>();
    private final List<NoteErrand> notes = new ArrayList<>();

    @BeforeAll
    void start() {
        if (!System.getProperty("sdp.url", "").isEmpty()) {
            throw Deployment.skipped("it restarts servers of its own, and another one is given (-Dsdp.url)");
        }
        if (new HaProxy().executable().isEmpty()) {
            throw Deployment.skipped("there is no haproxy on this machine (Debian: apt-get install haproxy)");
        }
        String keys = IntStream.range(0, CREATORS + NOTERS + NEWCOMERS)
                .mapToObj(client -> "client-" + client + ":" + key(client))
                .collect(Collectors.joining(","));
        twins = new TwinServers(folder, Map.of("SDP_API_KEYS", "ann:" + OwnServer.KEY + "," + keys));
        balancer = new BalancingHaProxy(twins.two().target().base().getAuthority())
                .inFrontOf(twins.one().target().base());
    }

    @AfterAll
    void stop() {
        travellers.forEach(Traveller::close);
        if (balancer != null) {
            balancer.close();
        }
        if (twins != null) {
            twins.close();
        }
    }

    private static String key(int client) {
        return "key-of-client-%02d-0123456789abcdef0123456789".formatted(client);
    }

    @Test
    @Order(1)
    void servers_go_under_load_and_come_back_one_after_the_other() throws Exception {
        sendOutEverybody();
        awaitAll(traveller -> traveller.answered() >= 5);
        assertThat(twins.both())
                .allSatisfy(server -> assertThat(TwinServers.sessionsAt(server)).isGreaterThanOrEqualTo(2));

        holdEveryCreation();
        assertThat(stopped(twins.one())).isZero();
        awaitEverybodyAt(twins.two());
        comesBack(twins.one(), "one");

        assertThat(stopped(twins.two())).isZero();
        awaitEverybodyAt(twins.one());
        comesBack(twins.two(), "two");
        travellers.forEach(Traveller::close);
    }

    private void sendOutEverybody() {
        List<String> tickets = twins.tickets(NOTERS * NOTES);
        slowDesk();
        for (int client = 0; client < CREATORS + NOTERS; client++) {
            if (client < CREATORS) {
                creations.add(new CreationErrand("Rolling " + client));
                sendOut(creations.get(client));
            } else {
                int from = (client - CREATORS) * NOTES;
                notes.add(new NoteErrand(tickets.subList(from, from + NOTES)));
                sendOut(notes.get(client - CREATORS));
            }
        }
    }

    private void sendOut(Errand errand) {
        Target service = new Target(
                URI.create("http://127.0.0.1:" + balancer.port()),
                key(travellers.size()),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty());
        Traveller traveller = Traveller.begin(service, errand);
        travellers.add(traveller);
        // one after the other, so that HAProxy spreads them evenly
        Awaitility.await().atMost(PATIENCE).until(() -> traveller.sessions() > 0);
    }

    /** So that there is always something going on. */
    private void slowDesk() {
        twins.desk().slow("*", CALL_MILLIS, 1_000_000);
    }

    /** Returns when each creator has one call at the help desk, which will make the ticket when its server has given up. */
    private void holdEveryCreation() {
        twins.desk().clearFaults();
        twins.desk()
                .fault(Json.object("{'kind':'slow','method':'POST','path':'/requests'}")
                        .put("millis", HELD_MILLIS)
                        .put("count", CREATORS));
        slowDesk();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> !twins.desk().openFaults().toString().contains(":" + HELD_MILLIS));
    }

    private static int stopped(OwnServer server) {
        server.process().terminate();
        return server.process().awaitExit(PATIENCE);
    }

    private void awaitEverybodyAt(OwnServer server) {
        Map<Traveller, Integer> before = new HashMap<>();
        travellers.forEach(traveller -> before.put(traveller, traveller.answered()));
        awaitAll(traveller -> traveller.answered() >= before.getOrDefault(traveller, 0) + 3);
        Awaitility.await().atMost(PATIENCE).until(() -> TwinServers.sessionsAt(server) == travellers.size());
    }

    /** As the document has it: somebody new is sent there when HAProxy knows. */
    private void comesBack(OwnServer server, String name) throws Exception {
        server.startAgain();
        assertThat(DocumentedCommands.in(DOCUMENT)
                        .run(
                                "wait for a server",
                                Map.of("SERVER", server.target().base().getAuthority())))
                .contains("\"UP\"");
        Awaitility.await().atMost(PATIENCE).until(() -> balancer.said().contains("Server sdp_mcp/" + name + " is UP"));
        sendOut(new CreationErrand("Newcomer at " + name));
        Awaitility.await().atMost(PATIENCE).until(() -> TwinServers.sessionsAt(server) > 0);
    }

    private void awaitAll(Predicate<Traveller> condition) {
        Awaitility.await().atMost(PATIENCE).until(() -> travellers.stream().allMatch(condition));
    }

    @Test
    @Order(2)
    void every_accepted_call_was_answered_and_every_other_one_refused() {
        assertThat(travellers)
                .allSatisfy(traveller -> assertThat(traveller.lost()).isEmpty());

        // the answer to calls that outlast the patience of a server that goes
        assertThat(travellers.stream().mapToInt(Traveller::leftInDoubt).sum()).isPositive();
        Set<Integer> refusals = travellers.stream()
                .flatMap(traveller -> traveller.refusals().keySet().stream())
                .collect(Collectors.toSet());
        assertThat(refusals).contains(503).isSubsetOf(503, 404);
        assertThat(travellers)
                .allSatisfy(traveller -> assertThat(traveller.longestWait()).isLessThan(LONGEST_WAIT));
        travellers.forEach(RollingRestartIT::tell);
    }

    private static void tell(Traveller traveller) {
        System.getLogger(RollingRestartIT.class.getName())
                .log(
                        System.Logger.Level.INFO,
                        "{0} sessions, {1} calls done, {2} in doubt, refused {3}, waited {4} for a session at most",
                        traveller.sessions(),
                        traveller.answered(),
                        traveller.leftInDoubt(),
                        traveller.refusals(),
                        traveller.longestWait());
    }

    @Test
    @Order(3)
    void no_ticket_exists_twice_though_every_client_asked_again_on_the_other_server() {
        Map<String, String> known = new TreeMap<>();
        creations.forEach(errand -> known.putAll(errand.made()));
        Map<String, List<String>> atTheDesk = twins.allTickets().stream()
                .filter(ticket -> ticket.path("subject").asText().startsWith("Rolling "))
                .collect(Collectors.groupingBy(
                        ticket -> ticket.path("subject").asText(),
                        Collectors.mapping(ticket -> ticket.path("id").asText(), Collectors.toList())));

        assertThat(creations).allSatisfy(errand -> {
            assertThat(errand.contradictions()).isEmpty();
            assertThat(errand.askedAgain()).isPositive();
        });
        known.forEach((subject, id) -> assertThat(atTheDesk).containsEntry(subject, List.of(id)));
        assertThat(atTheDesk.values()).allSatisfy(ids -> assertThat(ids).hasSize(1));
    }

    @Test
    @Order(4)
    void a_note_that_was_refused_was_not_written() {
        List<String> writes = twins.writesThatArrived();
        for (NoteErrand errand : notes) {
            assertThat(errand.noted())
                    .hasSizeGreaterThan(10)
                    .allSatisfy(ticket -> assertThat(written(writes, ticket)).isEqualTo(1));
            assertThat(errand.perhapsNoted())
                    .allSatisfy(ticket -> assertThat(written(writes, ticket)).isLessThanOrEqualTo(1));
        }
    }

    private static long written(List<String> writes, String ticket) {
        return writes.stream()
                .filter(("POST requests/" + ticket + "/notes")::equals)
                .count();
    }

    @Test
    @Order(5)
    void every_change_at_the_desk_has_its_rows_and_none_is_open() {
        List<JsonNode> changes = twins.changes();

        assertThat(TwinServers.writesIn(changes)).containsExactlyInAnyOrderElementsOf(twins.writesThatArrived());
        assertThat(changes)
                .noneMatch(change -> "open".equals(change.path("outcome").asText()));
    }

    @Test
    @Order(6)
    void both_servers_wrote_one_chain_that_is_whole() throws Exception {
        assertThat(DocumentedCommands.in(DOCUMENT).run("after a rolling restart", twins.environment()))
                .contains("the chain is whole", "changes whose outcome is not recorded: 0");
    }
}
