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

/** Who is refused, with what, and which refusal comes first. */
@Tag("component")
class CheckOrderTest {
    @RegisterExtension
    static final RunningSimulator desk = RunningSimulator.usual();

    @Test
    void no_token_comes_before_everything_else() {
        Answer answer = raw("GET", "/nowhere", "Basic eDp5", "text/html");

        assertThat(answer.verdict()).isEqualTo("401/4022");
        assertThat(answer.at("/response_status/status").asText()).isEqualTo("failed");
        assertThat(answer.at("/response_status/status_code").asInt()).isEqualTo(4000);
    }

    @Test
    void bearer_is_refused_unless_the_tenant_takes_it() {
        String bearer = "Bearer " + desk.token();
        assertThat(raw("GET", "/requests", bearer, "*/*").status()).isEqualTo(401);

        desk.settings("{'bearerAccepted':true}");
        assertThat(raw("GET", "/requests", bearer, "*/*").status()).isEqualTo(200);
    }

    @Test
    void a_strict_tenant_wants_version_3_before_it_looks_at_the_scope() {
        desk.settings("{'strictAccept':true}");
        desk.useScope("SDPOnDemand.setup.READ");

        assertThat(raw("GET", "/requests", "Zoho-oauthtoken " + desk.token(), "application/json")
                        .verdict())
                .isEqualTo("400/4000");
        assertThat(desk.get("/requests").verdict()).isEqualTo("401/4002");
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
        desk.useScope(scope);

        Answer answer = desk.call(method, path, "");

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
    void the_right_scope_lets_through(String scope, String method, String path, int status) {
        desk.useScope(scope);

        assertThat(desk.call(method, path, "").status()).isEqualTo(status);
    }

    @Test
    void the_rate_limit_comes_before_the_address() {
        desk.settings("{'rateLimitPerMinute':2,'retryAfterSeconds':7}");
        desk.get("/requests");
        desk.get("/requests");

        Answer answer = desk.get("/nowhere");

        assertThat(answer.verdict()).isEqualTo("429/4015");
        assertThat(answer.message()).isEqualTo("API Rate Limit reached");
        assertThat(answer.header("Retry-After")).isEqualTo("7");
        desk.advance(Duration.ofMinutes(1));
        assertThat(desk.get("/nowhere").verdict()).isEqualTo("404/4007");
    }

    @Test
    void a_limit_of_one_address_leaves_the_others_alone_and_may_lock() {
        desk.settings("{'pathLimitPerMinute':1,'lockoutSeconds':600}");
        desk.get("/requests");

        assertThat(desk.get("/requests").status()).isEqualTo(429);
        assertThat(desk.get("/priorities").status()).isEqualTo(200);
        desk.advance(Duration.ofMinutes(9));
        assertThat(desk.get("/requests").status()).isEqualTo(429);
        desk.advance(Duration.ofMinutes(2));
        assertThat(desk.get("/requests").status()).isEqualTo(200);
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
        assertThat(desk.get(path).verdict()).isEqualTo("404/4007");
    }

    @Test
    void another_portal_is_not_found_and_none_is_the_usual_one() {
        String token = "Zoho-oauthtoken " + desk.token();
        assertThat(desk.send(HttpRequest.newBuilder(desk.uri("/app/other/api/v3/requests"))
                                .header("Authorization", token))
                        .verdict())
                .isEqualTo("404/4007");
        assertThat(desk.send(HttpRequest.newBuilder(desk.uri("/api/v3/requests"))
                                .header("Authorization", token))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void the_method_comes_before_the_input() {
        Answer answer = desk.call("PUT", "/requests", "not json");

        assertThat(answer.message()).isEqualTo("Invalid HTTP method");
        assertThat(desk.call("PATCH", "/requests/" + desk.newRequest(), "").message())
                .isEqualTo("Invalid HTTP method");
    }

    @Test
    void a_json_body_is_refused() {
        Answer answer = desk.send(HttpRequest.newBuilder(desk.uri(RunningSimulator.API + "/requests"))
                .header("Authorization", "Zoho-oauthtoken " + desk.token())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"request\":{\"subject\":\"x\"}}")));

        assertThat(answer.verdict()).isEqualTo("400/4000");
    }

    @Test
    void a_get_that_says_it_sends_json_is_refused() {
        Answer answer = desk.send(HttpRequest.newBuilder(desk.uri(RunningSimulator.API + "/requests"))
                .header("Authorization", "Zoho-oauthtoken " + desk.token())
                .header("Content-Type", "application/json"));

        assertThat(answer.status()).isEqualTo(415);
    }

    @Test
    void input_may_stand_in_the_query_of_a_post() {
        String input = RunningSimulator.encode("{\"request\":{\"subject\":\"From the query\"}}");
        Answer answer = withToken("POST", "/requests?input_data=" + input);

        assertThat(answer.at("/request/subject").asText()).isEqualTo("From the query");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"nonsense|400/4000", "[]|400/4000", "{\"a\":1,\"a\":2}|400/4000", "{} {}|400/4000"})
    void what_is_no_single_json_object_is_refused(String input, String verdict) {
        assertThat(desk.get("/requests", input).verdict()).isEqualTo(verdict);
    }

    @Test
    void other_parameters_are_refused() {
        Answer answer = withToken("GET", "/requests?page=2");

        assertThat(answer.message()).isEqualTo("EXTRA_PARAM_FOUND");
        assertThat(answer.fields()).isEqualTo("page");
    }

    @Test
    void html_mode_hides_missing_scopes_and_addresses_behind_a_page() {
        desk.settings("{'htmlErrors':true}");

        Answer answer = desk.get("/nowhere");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        desk.useScope("SDPOnDemand.setup.READ");
        assertThat(desk.get("/requests").text()).startsWith("<!doctype html>");
        desk.useToken("1000.expired");
        assertThat(desk.get("/requests").verdict()).isEqualTo("401/4022");
    }

    /** Each input breaks the rule of its row and all rules below it: the row's own refusal answers. */
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
        Answer answer = desk.post("/requests", input);

        assertThat(answer.verdict()).isEqualTo(verdict);
        assertThat(answer.fields()).isEqualTo(fields);
    }

    @Test
    void uniqueness_comes_after_read_only_fields() {
        String twin = "'email_id':'MIRA.HOLM@example.org','name':'Mira Twin'";

        assertThat(desk.post("/users", "{'user':{" + twin + ",'is_technician':true}}")
                        .verdict())
                .isEqualTo("400/4014");
        assertThat(desk.post("/users", "{'user':{" + twin + "}}").verdict()).isEqualTo("400/4008");
    }

    private static Answer withToken(String method, String path) {
        return raw(method, path, "Zoho-oauthtoken " + desk.token(), "*/*");
    }

    private static Answer raw(String method, String path, String authorization, String accept) {
        return desk.send(HttpRequest.newBuilder(desk.uri(RunningSimulator.API + path))
                .header("Authorization", authorization)
                .header("Accept", accept)
                .method(method, BodyPublishers.noBody()));
    }
}
