package dev.sdpmcp.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The v3 API over HTTP: one exchange at a time for each caller, each sent once. Thread-safe.
 *
 * <p>The JDK's client and not a MicroProfile REST client, for two reasons that were measured on Payara: its transport
 * sends a PUT again when the connection ends without an answer, and an exchange on it cannot be stopped from outside, so
 * that a call that nobody waits for any longer lasts until its time-out. Here an interrupt closes the connection.
 */
final class ServiceDeskHttp {

    private static final String V3_JSON = "application/vnd.manageengine.sdp.v3+json";
    private static final String NAME = "ServiceDesk Plus";

    private final HttpClient client;
    private final String base;
    private final UpstreamLimits limits;
    private final UpstreamClock time;

    /**
     * @param executor for the short steps of exchanges; nothing waits on it
     * @param time told of the date of each answer
     * @throws IllegalArgumentException for plain HTTP to anywhere but this machine
     */
    ServiceDeskHttp(URI apiBase, UpstreamLimits limits, Executor executor, UpstreamClock time) {
        RestClients.requireSafe(apiBase);
        this.base = apiBase + "/";
        this.limits = limits;
        this.time = time;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(limits.connect())
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(ProxySelector.getDefault())
                .executor(executor)
                .build();
    }

    /** Where the call goes, without what it asks for. */
    URI addressOf(ApiCall call) {
        return URI.create(base + call.path());
    }

    /**
     * Blocks until the answer is there.
     *
     * @param more headers beside our own
     * @throws UpstreamFailure.Unavailable without an answer
     * @throws UpstreamFailure.Malformed if the answer is too long
     * @throws InterruptedException at once when the thread is interrupted; the connection is closed
     */
    ApiResponse exchange(ApiCall call, @Nullable ObjectNode input, String token, Map<String, String> more)
            throws InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(request(call, input, token, more), head -> new BoundedBody(limits.entityBytes()));
        try {
            return answer(exchange.get(limits.whole().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            throw new UpstreamFailure.Unavailable(
                    NAME + " did not answer within " + Bulkhead.seconds(limits.whole()), call.isWrite(), late);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException broken) {
                throw HttpExchange.worded(NAME, call.isWrite(), limits, broken);
            }
            throw new IllegalStateException("a call to ServiceDesk Plus broke", failed.getCause());
        } finally {
            exchange.cancel(true); // ends what still runs; nothing if it is over
        }
    }

    private HttpRequest request(ApiCall call, @Nullable ObjectNode input, String token, Map<String, String> more) {
        String query = input == null || call.isWrite() ? "" : "?" + inputData(input);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + call.path() + query))
                .timeout(limits.read())
                .header("Authorization", "Zoho-oauthtoken " + token)
                .header("Accept", V3_JSON);
        more.forEach(request::header);
        if (call.isWrite()) {
            request.header("Content-Type", "application/x-www-form-urlencoded")
                    .method(call.method(), HttpRequest.BodyPublishers.ofString(input == null ? "" : inputData(input)));
        }
        return request.build();
    }

    /** Percent-encoded throughout, as both a query and a form take it. */
    private static String inputData(ObjectNode input) {
        return "input_data="
                + URLEncoder.encode(input.toString(), StandardCharsets.UTF_8).replace("+", "%20");
    }

    private ApiResponse answer(HttpResponse<byte[]> response) {
        ApiResponse answer = ApiResponse.of(
                response.statusCode(),
                response.headers().firstValue("Retry-After").orElse(null),
                response.body());
        if (answer.json() != null) { // what is no JSON may come from a proxy, which has a clock of its own
            response.headers().firstValue("Date").ifPresent(time::heard);
        }
        return answer;
    }
}
