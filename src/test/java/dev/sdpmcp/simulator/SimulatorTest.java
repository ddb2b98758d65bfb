package dev.sdpmcp.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sdpmcp.simulator.RunningSimulator.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Several simulators, concurrent calls and limits. */
@Tag("component")
class SimulatorTest {
    @Test
    void two_simulators_share_nothing() {
        try (RunningSimulator one = RunningSimulator.withDefaults().started();
                RunningSimulator two = RunningSimulator.withDefaults().started()) {
            one.newRequest();
            one.sim("POST", "/faults", "{'kind':'server_error'}");
            one.settings("{'strictAccept':true}");
            one.sim("POST", "/clock", "{'advance_seconds':3600}");

            assertThat(two.sim("GET", "/health", "").at("/requests").asInt()).isEqualTo(250);
            assertThat(two.get("/requests").status()).isEqualTo(200);
            assertThat(two.sim("GET", "/clock", "").at("/now").asLong())
                    .isLessThan(one.sim("GET", "/clock", "").at("/now").asLong() - 3_000_000);
            one.sim("DELETE", "/faults", "");
            two.useToken(one.newToken());
            assertThat(two.get("/requests").verdict()).isEqualTo("401/4022");
        }
    }

    @Test
    void the_portal_is_part_of_the_address_and_of_the_ids() {
        SimulatorOptions options = SimulatorOptions.defaults().withPortal("branch");
        try (RunningSimulator branch = new RunningSimulator(options).started();
                RunningSimulator standard = RunningSimulator.withDefaults().started()) {
            Answer answer = branch.send(HttpRequest.newBuilder(branch.uri("/app/branch/api/v3/requests"))
                    .header("Authorization", "Zoho-oauthtoken " + branch.token()));

            assertThat(branch.get("/requests").verdict()).isEqualTo("404/4007");
            assertThat(answer.at("/requests/0/id").asText().substring(0, 6))
                    .isNotEqualTo(standard.get("/requests")
                            .at("/requests/0/id")
                            .asText()
                            .substring(0, 6));
        }
    }

    @Test
    void display_values_are_in_the_zone_asked_for() {
        SimulatorOptions options = SimulatorOptions.defaults().withZone(ZoneId.of("Asia/Kathmandu"));
        try (RunningSimulator simulator = new RunningSimulator(options).started()) {
            String minute =
                    simulator.sim("GET", "/clock", "").at("/display_value").asText();
            String utcMinute = Instant.now().toString().substring(14, 16);

            int difference = Math.floorMod(
                    Integer.parseInt(minute.replaceAll(".*:(\\d\\d) .*", "$1")) - Integer.parseInt(utcMinute), 60);
            assertThat(difference).isIn(44, 45);
        }
    }

    @Test
    void concurrent_creations_get_different_numbers() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(16);
        try (RunningSimulator simulator = RunningSimulator.withDefaults().started()) {
            simulator.token();
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                answers.add(callers.submit(() -> simulator
                        .post("/requests", "{'request':{'subject':'x'}}")
                        .at("/request/display_id")
                        .asText()));
            }
            HashSet<String> numbers = new HashSet<>();
            for (Future<String> answer : answers) {
                numbers.add(answer.get(20, TimeUnit.SECONDS));
            }

            assertThat(numbers).hasSize(300).contains("251", "550");
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void a_body_over_10_mebibytes_is_refused() {
        try (RunningSimulator simulator = RunningSimulator.withDefaults().started()) {
            byte[] body = new byte[10 * 1024 * 1024 + 1];

            Answer answer = simulator.send(HttpRequest.newBuilder(simulator.uri(RunningSimulator.API + "/requests"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofByteArray(body)));

            assertThat(answer.status()).isEqualTo(413);
        }
    }

    @Test
    void unencoded_brackets_are_a_bad_request_in_html() throws IOException {
        try (RunningSimulator simulator = RunningSimulator.withDefaults().started();
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), simulator.uri("").getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write("GET /api/v3/requests?input_data=[1] HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 400").containsIgnoringCase("text/html");
        }
    }

    @Test
    void a_taken_port_is_an_error_at_the_start() {
        try (RunningSimulator simulator = RunningSimulator.withDefaults().started()) {
            SimulatorOptions taken =
                    SimulatorOptions.defaults().withPort(simulator.uri("").getPort());

            assertThatThrownBy(() -> Simulator.start(taken)).isInstanceOf(IOException.class);
        }
    }
}
