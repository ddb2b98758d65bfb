package dev.sdpmcp.upstream;

import static dev.sdpmcp.upstream.DeskFixture.OK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.UpstreamSettings.OAuthClient;
import dev.sdpmcp.simulator.Simulator;
import dev.sdpmcp.simulator.SimulatorOptions;
import dev.sdpmcp.simulator.oauth.Credentials;
import dev.sdpmcp.upstream.ResourceType.Entity;
import dev.sdpmcp.upstream.ScriptedServer.Reply;
import dev.sdpmcp.upstream.oauth.AccessTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of records, and documents without an id; most tests use the simulator over HTTP. */
@Tag("component")
class HelpDeskFilesTest {

    private static final FileContent TEXT = new FileContent("text/plain", "Grüße".getBytes(UTF_8));
    private static final Entity REQUEST = DeskFixture.REQUESTS.entity(new EntityId("7"));
    private static final Entity ATTACHMENT = HelpDesk.attachments(REQUEST).entity(new EntityId("8"));

    private final RecordingListener listener = new RecordingListener();
    private final List<String> passed = new ArrayList<>();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private Simulator simulator;
    private HelpDesk desk;

    @BeforeEach
    void start() throws IOException {
        simulator = Simulator.start(SimulatorOptions.defaults());
        desk = deskWith(UpstreamLimits.DEFAULT);
    }

    @AfterEach
    void close() {
        simulator.close();
        executor.shutdownNow();
    }

    private HelpDesk deskWith(UpstreamLimits limits) {
        Credentials demo = Credentials.DEMO;
        OAuthClient client = new OAuthClient(
                simulator.baseUri(),
                demo.clientId(),
                new Secret(demo.clientSecret()),
                Optional.of(new Secret(demo.refreshToken())));
        return new HelpDesk(
                URI.create(simulator.baseUri() + "/app/itdesk/api/v3"),
                new AccessTokens(client, limits, executor, Clock.systemUTC()),
                limits,
                executor,
                new CallBudget(100_000),
                new UpstreamState(),
                listener,
                new ResiliencePolicies(work -> pass("reads", work), work -> pass("instance", work)),
                new MonotonicClock());
    }

    private ApiResponse pass(String policy, ResiliencePolicies.Work work) throws InterruptedException {
        passed.add(policy);
        return work.result();
    }

    private static ObjectNode fields() {
        return JsonNodeFactory.instance.objectNode();
    }

    private Entity newRecord(String singular, String title) {
        String plural = singular + "s";
        ResourceType type = ResourceType.atRoot(singular, plural, plural);
        ObjectNode created = desk.create(type, fields().put(title, "A record with files"));
        listener.exchanges.clear();
        passed.clear();
        return type.entity(new EntityId(created.path("id").asText()));
    }

    private Entity newRequest() {
        return newRecord("request", "subject");
    }

    private static Entity attachment(Entity owner, JsonNode uploaded) {
        return HelpDesk.attachments(owner)
                .entity(new EntityId(uploaded.path("id").asText()));
    }

    private List<JsonNode> listed(Entity owner) {
        return desk.list(HelpDesk.attachments(owner), ListQuery.first(10)).rows();
    }

    private void fault(String order) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(simulator.baseUri() + "/_sim/faults"))
                .POST(HttpRequest.BodyPublishers.ofString(order.replace('\'', '"')))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isLessThan(300);
        }
    }

    private static byte[] everyByte(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    @ParameterizedTest
    @CsvSource({"request, subject", "problem, title", "change, title"})
    void a_file_is_uploaded_listed_downloaded_and_deleted(String singular, String title) {
        Entity owner = newRecord(singular, title);
        byte[] bytes = everyByte(70_000);

        ObjectNode uploaded = desk.upload(owner, "Überblick (1).bin", new FileContent("image/png", bytes));
        List<JsonNode> rows = listed(owner);
        FileContent downloaded = desk.download(attachment(owner, uploaded));
        desk.delete(attachment(owner, uploaded));

        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).path("name").asText()).isEqualTo("Überblick (1).bin");
        assertThat(rows.get(0).path("id")).isEqualTo(uploaded.path("id"));
        assertThat(rows.get(0).path("size").asInt()).isEqualTo(bytes.length);
        assertThat(downloaded.bytes()).isEqualTo(bytes);
        assertThat(downloaded.contentType()).isEqualTo("image/png");
        assertThat(listed(owner)).isEmpty();
        assertThatThrownBy(() -> desk.download(attachment(owner, uploaded)))
                .isInstanceOf(UpstreamFailure.NotFound.class);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, '{\"response_status\":{\"status_code\":4000}}'",
        "text/html, <html></html>",
        "text/plain, '\r\n--\r\n'",
        "text/plain, ''"
    })
    void a_file_may_have_any_content(String type, String text) {
        Entity owner = newRequest();

        ObjectNode uploaded = desk.upload(owner, "a", new FileContent(type, text.getBytes(UTF_8)));

        FileContent downloaded = desk.download(attachment(owner, uploaded));
        assertThat(downloaded.bytes()).asString(UTF_8).isEqualTo(text);
        assertThat(downloaded.contentType()).isEqualTo(type);
    }

    @Test
    void a_download_passes_the_retry_and_an_upload_never() {
        Entity owner = newRequest();

        ObjectNode uploaded = desk.upload(owner, "a.txt", TEXT);
        assertThat(passed).containsExactly("instance");
        passed.clear();
        desk.download(attachment(owner, uploaded));

        assertThat(passed).containsExactly("reads", "instance");
        assertThat(listener.exchanges).extracting(UpstreamExchange::status).containsExactly(200, 200);
    }

    @Test
    void a_file_that_is_too_long_is_neither_sent_nor_read() {
        Entity owner = newRequest();
        HelpDesk small = deskWith(DeskFixture.LIMITS);
        FileContent fits = new FileContent("text/plain", everyByte(100_000));
        FileContent tooLong = new FileContent("text/plain", everyByte(100_001));

        assertThatThrownBy(() -> small.upload(owner, "a.txt", tooLong))
                .isInstanceOfSatisfying(
                        UpstreamFailure.Refused.class,
                        refused -> assertThat(refused.outcomeUnknown()).isFalse())
                .hasMessage("the file is longer than 100000 bytes; nothing was sent");
        assertThat(listener.exchanges).isEmpty();
        ObjectNode stored = desk.upload(owner, "a.txt", tooLong);
        assertThatThrownBy(() -> small.download(attachment(owner, stored)))
                .isInstanceOf(UpstreamFailure.Malformed.class)
                .hasMessage("the file is longer than 100000 bytes and was not read");
        ObjectNode allowed = small.upload(owner, "b.txt", fits);
        assertThat(small.download(attachment(owner, allowed)).bytes()).hasSize(100_000);
    }

    @Test
    void an_upload_with_a_refused_token_is_sent_once_more_with_a_new_one() throws Exception {
        Entity owner = newRequest();
        fault("{'kind':'expire_token','method':'POST','path':'/requests/*/_uploads'}");

        desk.upload(owner, "a.txt", TEXT);

        assertThat(listener.exchanges).extracting(UpstreamExchange::status).containsExactly(401, 200);
        assertThat(listed(owner)).hasSize(1);
    }

    @Test
    void an_upload_whose_answer_is_lost_has_an_unknown_outcome_and_is_not_repeated() throws Exception {
        Entity owner = newRequest();
        fault("{'kind':'drop','method':'POST','path':'/requests/*/_uploads','after_commit':true}");

        assertThatThrownBy(() -> desk.upload(owner, "a.txt", TEXT))
                .isInstanceOfSatisfying(
                        UpstreamFailure.Unavailable.class,
                        lost -> assertThat(lost.outcomeUnknown()).isTrue());

        assertThat(listener.exchanges).extracting(UpstreamExchange::status).containsExactly(UpstreamExchange.NO_ANSWER);
        assertThat(listed(owner)).hasSize(1);
    }

    @Test
    void a_download_that_is_cut_short_is_no_file() throws Exception {
        Entity owner = newRequest();
        ObjectNode uploaded = desk.upload(owner, "a.txt", TEXT);
        fault("{'kind':'truncate','method':'GET','path':'*/download'}");

        assertThatThrownBy(() -> desk.download(attachment(owner, uploaded)))
                .isInstanceOf(UpstreamFailure.Unavailable.class)
                .hasMessageContaining("broke off");
    }

    @Test
    void a_record_that_is_gone_is_not_found() {
        Entity owner = newRecord("problem", "title");
        ObjectNode uploaded = desk.upload(owner, "a.txt", TEXT);
        desk.delete(owner);

        assertThatThrownBy(() -> desk.upload(owner, "a.txt", TEXT)).isInstanceOf(UpstreamFailure.NotFound.class);
        assertThatThrownBy(() -> desk.download(attachment(owner, uploaded)))
                .isInstanceOf(UpstreamFailure.NotFound.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "a\\b", "a\"b", "a\r\nb", "a\u202eb", "a\ud800"})
    void refuses_names_that_are_not_those_of_a_file(String name) {
        assertThatThrownBy(() -> desk.upload(REQUEST, name, TEXT)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> desk.upload(REQUEST, "a".repeat(201), TEXT))
                .hasMessageContaining("1 to 200 characters");
        assertThat(listener.exchanges).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text", "text/plain; charset=utf-8", "text/plain\r\nX: y", "te xt/plain"})
    void refuses_a_content_type_that_is_no_media_type(String type) {
        assertThatThrownBy(() -> new FileContent(type, new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void reads_and_refuses_documents_without_an_id() {
        Entity problem = newRecord("problem", "title");
        ObjectNode cause = fields();
        cause.putObject("root_cause").put("root_cause_description", "Access point firmware");
        desk.update(problem, cause);

        assertThat(desk.document(problem, "root_cause")
                        .path("root_cause_description")
                        .asText())
                .isEqualTo("Access point firmware");
        assertThatThrownBy(() -> desk.document(problem, "no_such_document"))
                .isInstanceOf(UpstreamFailure.NotFound.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"files\":[{\"id\":\"8\"}]",
                "\"file\":{\"id\":\"8\"}",
                "\"attachment\":{\"id\":\"8\"}",
                "\"attachments\":[{\"id\":\"8\"}]"
            })
    void accepts_every_form_of_the_answer_to_an_upload(String body) {
        try (DeskFixture fixture = new DeskFixture(DeskFixture.LIMITS)) {
            fixture.answer(200, "{" + body + "," + OK + "}");

            assertThat(fixture.desk.upload(REQUEST, "a.txt", TEXT).path("id").asText())
                    .isEqualTo("8");
            assertThat(fixture.server.requests.get(0).target()).endsWith("/requests/7/_uploads");
            assertThat(fixture.server.requests.get(0).body())
                    .contains("name=\"addtoattachment\"\r\n\r\ntrue\r\n")
                    .contains("name=\"filename\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\nGrüße\r\n");
        }
    }

    @Test
    void the_outcome_of_an_upload_without_a_file_in_the_answer_is_unknown() {
        try (DeskFixture fixture = new DeskFixture(DeskFixture.LIMITS)) {
            fixture.answer(200, "{" + OK + "}");

            assertThatThrownBy(() -> fixture.desk.upload(REQUEST, "a.txt", TEXT))
                    .isInstanceOfSatisfying(
                            UpstreamFailure.Malformed.class,
                            failure -> assertThat(failure.outcomeUnknown()).isTrue());
        }
    }

    @Test
    void an_envelope_or_the_page_of_a_proxy_is_no_file() {
        try (DeskFixture fixture = new DeskFixture(DeskFixture.LIMITS)) {
            fixture.answer(200, "{\"response_status\":{\"status_code\":4000,\"status\":\"failed\"}}");
            assertThatThrownBy(() -> fixture.desk.download(ATTACHMENT)).isInstanceOf(UpstreamFailure.Refused.class);
            fixture.answer(200, "{" + OK + "}");
            assertThatThrownBy(() -> fixture.desk.download(ATTACHMENT))
                    .isInstanceOf(UpstreamFailure.Malformed.class)
                    .hasMessageContaining("without a file");
            fixture.server.answer(request -> Reply.html(200));
            assertThatThrownBy(() -> fixture.desk.download(ATTACHMENT))
                    .isInstanceOf(UpstreamFailure.Malformed.class)
                    .hasMessageContaining("no JSON");
        }
    }

    @Test
    void a_content_type_that_is_no_media_type_is_replaced() {
        try (DeskFixture fixture = new DeskFixture(DeskFixture.LIMITS)) {
            fixture.server.answer(request -> Reply.of(200, "not a type", "abc"));
            assertThat(fixture.desk.download(ATTACHMENT).contentType()).isEqualTo("application/octet-stream");
            fixture.server.answer(request -> Reply.of(200, "Application/JSON; charset=UTF-8", "{\"a\":1}"));
            assertThat(fixture.desk.download(ATTACHMENT).contentType()).isEqualTo("application/json");
        }
    }
}
