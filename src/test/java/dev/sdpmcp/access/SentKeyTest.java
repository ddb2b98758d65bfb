package dev.sdpmcp.access;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentKeyTest {

    private final Map<String, String> headers = new HashMap<>();

    private SentKey sent(String query) {
        MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
            parameters.add(pair.split("=")[0], pair.substring(pair.indexOf('=') + 1));
        }
        UriInfo uri = fake(UriInfo.class, Map.of("getQueryParameters", parameters));
        ContainerRequestContext request = (ContainerRequestContext) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ContainerRequestContext.class},
                (proxy, method, arguments) ->
                        method.getName().equals("getHeaderString") ? headers.get(arguments[0]) : uri);
        return SentKey.in(request, query.isEmpty() ? null : query);
    }

    private static <T> T fake(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                SentKeyTest.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.get(method.getName())));
    }

    @Test
    void is_read_from_either_header() {
        headers.put("X-API-Key", " secret ");
        assertThat(sent("").usable()).contains("secret");

        headers.clear();
        headers.put("Authorization", "bearer secret");
        assertThat(sent("").usable()).contains("secret");
    }

    @Test
    void is_the_one_of_its_own_header_if_there_are_two() {
        headers.put("X-API-Key", "mine");
        headers.put("Authorization", "Bearer other");

        assertThat(sent("").usable()).contains("mine");
    }

    @Test
    void is_missing_without_a_header_of_its_kind() {
        headers.put("Authorization", "Basic dXNlcjpwYXNz");

        assertThat(sent("").usable()).isEmpty();
        assertThat(sent("").refusal()).isEqualTo(HttpError.API_KEY_REQUIRED);
    }

    @Test
    void is_wrong_if_it_is_there_and_nobodys() {
        headers.put("X-API-Key", "nobodys");

        assertThat(sent("sessionId=abc").refusal()).isEqualTo(HttpError.INVALID_API_KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api_key=x",
                "apikey=x",
                "API-KEY=x",
                "X-API-Key=x",
                "key=x",
                "access_token=x",
                "token=x",
                "sessionId=abc&key=x",
                "authorization=x"
            })
    void is_of_no_use_in_a_query_even_beside_a_good_one(String query) {
        headers.put("X-API-Key", "good");

        assertThat(sent(query).usable()).isEmpty();
        assertThat(sent(query).refusal()).isEqualTo(HttpError.KEY_IN_QUERY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sessionId=abc", "sessionId=abc&keyboard=de", "page=2"})
    void is_not_seen_where_it_is_not(String query) {
        headers.put("X-API-Key", "good");

        assertThat(sent(query).usable()).contains("good");
    }

    @Test
    void never_prints() {
        headers.put("X-API-Key", "good");

        assertThat(sent("").toString()).doesNotContain("good");
    }
}
