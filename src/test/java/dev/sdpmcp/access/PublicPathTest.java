package dev.sdpmcp.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.access.ClientAddresses.Finding;
import dev.sdpmcp.config.HttpSettings;
import dev.sdpmcp.config.reading.ConfigurationReader;
import dev.sdpmcp.config.reading.ConfigurationSource;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

@Tag("reports")
class PublicPathTest {

    private static final String X_FORWARDED_PREFIX = PublicPath.X_FORWARDED_PREFIX;

    private final PublicPath root = publicPath("https://example.com/sse");
    private final PublicPath desk = publicPath("https://example.com/it/desk/sse");

    private static PublicPath publicPath(String publicUrl) {
        return new PublicPath(ConfigurationReader.read(ConfigurationSource.of(Map.of(
                "SDP_API_KEYS", "0123456789abcdef0123456789abcdef",
                "SDP_CLIENT_ID", "1000.ABC",
                "SDP_CLIENT_SECRET", "client-secret",
                "SDP_REFRESH_TOKEN", "refresh-token",
                "SDP_INSTANCE_NAME", "itdesk",
                "SDP_PUBLIC_URL", publicUrl))));
    }

    /** A request with these values of the header, of which the client address was found so. */
    private static HttpServletRequest request(Finding finding, String... headers) {
        Map<String, Object> attributes = new HashMap<>();
        HttpServletRequest request = (HttpServletRequest) Proxy.newProxyInstance(
                PublicPathTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getHeaders" ->
                        Collections.enumeration(arguments[0].equals(X_FORWARDED_PREFIX) ? List.of(headers) : List.of());
                    case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                    case "getAttribute" -> attributes.get((String) arguments[0]);
                    default -> throw new AssertionError(method);
                });
        RequestAttributes.setAddress(request, new ClientAddressCache.Entry("a", "a", false, true, finding));
        return request;
    }

    @Example
    void B28_a_trusted_proxy_says_below_which_path_it_offers_the_server() {
        assertThat(root.of(request(Finding.FORWARDED, "/desk"))).isEqualTo("/desk");
        assertThat(root.of(request(Finding.FORWARDED, " /it/service-desk_1.0~a/ ")))
                .isEqualTo("/it/service-desk_1.0~a");
        assertThat(root.of(request(Finding.FORWARDED))).isEmpty();
        assertThat(desk.of(request(Finding.FORWARDED))).isEqualTo("/it/desk");
        assertThat(desk.of(request(Finding.FORWARDED, "/other"))).isEqualTo("/other");
        assertThat(desk.of(request(Finding.FORWARDED, "/"))).isEmpty();
    }

    @Example
    void B28_nobody_else_does() {
        for (Finding finding : List.of(Finding.PEER, Finding.PEER_HEADER_IGNORED, Finding.UNCLEAR)) {
            assertThat(root.of(request(finding, "/desk"))).as("%s", finding).isEmpty();
            assertThat(desk.of(request(finding))).as("%s", finding).isEmpty();
        }
    }

    @Example
    void B28_a_header_that_is_no_plain_path_does_not_count() {
        for (String sent : List.of(
                "desk",
                "//evil.example",
                "/desk//x",
                "/desk/../x",
                "/./desk",
                "/..",
                "/desk?x",
                "/desk#x",
                "/de sk",
                "/desk, /it",
                "/desk\r\ndata: x",
                "/d%65sk",
                "/\\evil.example",
                "https://evil.example",
                "/é",
                "/\u2028x",
                "/" + "x".repeat(HttpSettings.MAX_PUBLIC_PATH))) {
            assertThat(desk.of(List.of(sent))).as(sent).isEqualTo("/it/desk");
        }
        assertThat(desk.of(List.of("/a", "/b"))).isEqualTo("/it/desk");
    }

    @Property
    void B28_what_comes_out_never_leads_anywhere_else(@ForAll String sent) {
        for (String header : List.of(sent, "/" + sent, "/desk" + sent)) {
            String path = root.of(List.of(header));

            assertThat(path)
                    .matches("(/[A-Za-z0-9._~-]+)*")
                    .doesNotContain("/../", "/./")
                    .hasSizeLessThanOrEqualTo(200);
        }
    }
}
