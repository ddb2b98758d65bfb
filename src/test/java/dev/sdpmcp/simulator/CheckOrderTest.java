package dev.sdpmcp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.simulator.RunningSimulator.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order of the checks of a call, and their answers. */
@Tag("component")
class CheckOrderTest {
    @RegisterExtension
    static final RunningSimulator simulator = RunningSimulator.withDefaults();

    @Test
    void no_token_comes_before_everything_else() {
        Answer answer = raw("GET", "/nowhere", "Basic eDp5", "text/html");

        assertThat(answer.verdict()).isEqualTo("401/4022");
        assertThat(answer.at("/response_status/status").asText()).isEqualTo("failed");
        assertThat(answer.at("/response_status/status_code").asInt()).isEqualTo(4000);
    }

    @Test
    void bearer_is_refused_unless_the_tenant_accepts_it() {
        String bearer = "Bearer " + simulator.token();
        assertThat(raw("GET", "/requests", bearer, "*/*").status()).isEqualTo(401);

        simulator.settings("{'bearerAccepted':true}");
        assertThat(raw("GET", "/requests", bearer, "*/*").status()).isEqualTo(200);
    }

    @Test
    void a_strict_tenant_checks_the_version_before_the_scope() {
        simulator.settings("{'strictAccept':true}");
        simulator.useScope("SDPOnDemand.setup.READ");

        assertThat(raw("GET", "/requests", "Zoho-oauthtoken " + simulator.token(), "application/json")
                        .verdict())
                .isEqualTo("400/4000");
        assertThat(simulator.get("/requests").verdict()).isEqualTo("401/4002");
    }

    @ParameterizedTest
    @CsvSource({
        "SDPOnDemand.requests.ALL, GET, /priorities",
        "SDPOnDemand.requests.ALL, GET, /users",
        "SDPOnDemand.requests.READ, POST, /requests",
        "SDPOnDemand.requests.CREATE, GET, /requests",
        "SDPOnDemand.requests.UPDATE, DELETE, /requests/1",
        "SDPOnDemand.users.ALL, GET, /technicians"
    })
    void a_missing_scope_is_refused(String scope, String method, String path) {
        simulator.useScope(scope);

        Answer answer = simulator.call(method, path, "");

        assertThat(answer.verdict()).isEqualTo("401/4002");
        assertThat(answer.message()).isEqualTo("UNAUTHORISED");
    }

    @ParameterizedTest
    @CsvSource({
        "SDPOnDemand.setup.READ, GET, /priorities, 200",
        "SDPOnDemand.requests.READ, GET, /requests, 200",
        "SDPOnDemand.requests.CREATE, POST, /requests, 400",
        "SDPOnDemand.requests.DELETE, DELETE, /requests/1, 404"
    })
    void the_right_scope_is_accepted(String scope, String method, String path, int status) {
        simulator.useScope(scope);

        assertThat(simulator.call(method, path, "").status()).isEqualTo(status);
    }

    @Test
    void the_rate_limit_comes_before_the_address() {
        simulator.settings("{'rateLimitPerMinute':2,'retryAfterSeconds':7}");
        simulator.get("/requests");
        simulator.get("/requests");

        Answer answer = simulator.get("/nowhere");

        assertThat(answer.verdict()).isEqualTo("429/4015");
        assertThat(answer.message()).isEqualTo("API Rate Limit reached");
        assertThat(answer.header("Retry-After")).isEqualTo("7");
        simulator.advance(Duration.ofMinutes(1));
        assertThat(simulator.get("/nowhere").verdict()).isEqualTo("404/4007");
    }

    @Test
    void a_limit_of_one_address_does_not_affect_others_and_may_lock_out() {
        simulator.settings("{'pathLimitPerMinute':1,'lockoutSeconds':600}");
        simulator.get("/requests");

        assertThat(simulator.get("/requests").status()).isEqualTo(429);
        assertThat(simulator.get("/priorities").status()).isEqualTo(200);
        simulator.advance(Duration.ofMinutes(9));
        assertThat(simulator.get("/requests").status()).isEqualTo(429);
        simulator.advance(Duration.ofMinutes(2));
        assertThat(simulator.get("/requests").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/nowhere",
        "/requests/42",
        "/requests/999999999999999999",
        "/requests/_metainfo/more",
        "/conversations",
        "/notes"
    })
    void an_unknown_address_is_not_found(String path) {
        assertThat(simulator.get(path).verdict()).isEqualTo("404/4007");
    }

    @Test
    void another_portal_is_not_found_and_none_is_the_default_one() {
        String token = "Zoho-oauthtoken " + simulator.token();
        assertThat(simulator
                        .send(HttpRequest.newBuilder(simulator.uri("/app/other/api/v3/requests"))
                                .header("Authorization", token))
                        .verdict())
                .isEqualTo("404/4007");
        assertThat(simulator
                        .send(HttpRequest.newBuilder(simulator.uri("/api/v3/requests"))
                                .header("Authorization", token))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void the_method_comes_before_the_input() {
        Answer answer = simulator.call("PUT", "/requests", "not json");

        assertThat(answer.message()).isEqualTo("Invalid HTTP method");
        assertThat(simulator
                        .call("PATCH", "/requests/" + simulator.newRequest(), "")
                        .message())
                .isEqualTo("Invalid HTTP method");
    }

    @Test
    void a_json_body_is_refused() {
        Answer answer = simulator.send(HttpRequest.newBuilder(simulator.uri(RunningSimulator.API + "/requests"))
                .header("Authorization", "Zoho-oauthtoken " + simulator.token())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"request\":{\"subject\":\"x\"}}")));

        assertThat(answer.verdict()).isEqualTo("400/4000");
    }

    @Test
    void a_get_with_a_json_content_type_is_refused() {
        Answer answer = simulator.send(HttpRequest.newBuilder(simulator.uri(RunningSimulator.API + "/requests"))
                .header("Authorization", "Zoho-oauthtoken " + simulator.token())
                .header("Content-Type", "application/json"));

        assertThat(answer.status()).isEqualTo(415);
    }

    @Test
    void input_may_be_in_the_query_of_a_post() {
        String input = RunningSimulator.encode("{\"request\":{\"subject\":\"From the query\"}}");
        Answer answer = withToken("POST", "/requests?input_data=" + input);

        assertThat(answer.at("/request/subject").asText()).isEqualTo("From the query");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"nonsense|400/4000", "[]|400/4000", "{\"a\":1,\"a\":2}|400/4000", "{} {}|400/4000"})
    void input_that_is_not_one_json_object_is_refused(String input, String verdict) {
        assertThat(simulator.get("/requests", input).verdict()).isEqualTo(verdict);
    }

    @Test
    void other_parameters_are_refused() {
        Answer answer = withToken("GET", "/requests?page=2");

        assertThat(answer.message()).isEqualTo("EXTRA_PARAM_FOUND");
        assertThat(answer.fields()).isEqualTo("page");
    }

    @Test
    void html_mode_answers_missing_scopes_and_unknown_addresses_with_a_page() {
        simulator.settings("{'htmlErrors':true}");

        Answer answer = simulator.get("/nowhere");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        simulator.useScope("SDPOnDemand.setup.READ");
        assertThat(simulator.get("/requests").text()).startsWith("<!doctype html>");
        simulator.useToken("1000.expired");
        assertThat(simulator.get("/requests").verdict()).isEqualTo("401/4022");
    }

    /** Each input breaks the rule of its row and all rules below it: the rule of the row gives the answer. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'request':{'colour':1,'group':{'name':'nobody'},'status':'Open','display_id':'1'}}|400/4001|colour",
                "{'request':{'group':{'name':'nobody'},'status':'Open','display_id':'1'}}|400/4012|['subject']",
                "{'request':{'subject':'x','group':{'name':'nobody'},'status':'Open','display_id':'1'}}|400/4001|group",
                "{'request':{'subject':'x','status':'Open','display_id':'1'}}|400/4021|status",
                "{'request':{'subject':'x','display_id':'1'}}|400/4014|display_id",
            })
    void the_content_is_checked_in_stages(String input, String verdict, String fields) {
        Answer answer = simulator.post("/requests", input);

        assertThat(answer.verdict()).isEqualTo(verdict);
        assertThat(answer.fields()).isEqualTo(fields);
    }

    @Test
    void uniqueness_comes_after_read_only_fields() {
        String twin = "'email_id':'MIRA.HOLM@example.org','name':'Mira Twin'";

        assertThat(simulator
                        .post("/users", "{'user':{" + twin + ",'is_technician':true}}")
                        .verdict())
                .isEqualTo("400/4014");
        assertThat(simulator.post("/users", "{'user':{" + twin + "}}").verdict())
                .isEqualTo("400/4008");
    }

    private static Answer withToken(String method, String path) {
        return raw(method, path, "Zoho-oauthtoken " + simulator.token(), "*/*");
    }

    private static Answer raw(String method, String path, String authorization, String accept) {
        return simulator.send(HttpRequest.newBuilder(simulator.uri(RunningSimulator.API + path))
                .header("Authorization", authorization)
                .header("Accept", accept)
                .method(method, BodyPublishers.noBody()));
    }
}
