package dev.sdpmcp.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * HTTP client for the v3 API; sends each exchange once. Thread-safe.
 *
 * <p>Uses the JDK's client and not a MicroProfile REST client, for two reasons that were measured on Payara: its
 * transport sends a PUT again when the connection ends without a response, and an exchange on it cannot be stopped, so
 * that a cancelled call runs until its timeout. Here an interrupt closes the connection.
 */
final class ServiceDeskHttp {

    private static final String V3_JSON = "application/vnd.manageengine.sdp.v3+json";
    private static final String NAME = "ServiceDesk Plus";

    private final HttpClient client;
    private final String base;
    private final UpstreamLimits limits;
    private final UpstreamClock upstreamClock;

    /**
     * @param executor for the short steps of exchanges, which do not block
     * @param upstreamClock set by the date of each response
     * @throws IllegalArgumentException for plain HTTP to another machine
     */
    ServiceDeskHttp(URI apiBase, UpstreamLimits limits, Executor executor, UpstreamClock upstreamClock) {
        RestClients.requireSafe(apiBase);
        this.base = apiBase + "/";
        this.limits = limits;
        this.upstreamClock = upstreamClock;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(limits.connect())
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(ProxySelector.getDefault())
                .executor(executor)
                .build();
    }

    /** The address of the call, without its query. */
    URI addressOf(ApiCall call) {
        return URI.create(base + call.path());
    }

    /**
     * Blocks until the response is complete.
     *
     * @param more further headers
     * @throws UpstreamFailure.Unavailable without a response
     * @throws UpstreamFailure.Malformed if the response is too long
     * @throws InterruptedException at once when the thread is interrupted; the connection is closed
     */
    ApiResponse exchange(ApiCall call, CallInput input, String token, Map<String, String> more)
            throws InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> exchange = client.sendAsync(
                request(call, input, token, more), head -> new ApiResponse.BoundedBody(limits.entityBytes()));
        try {
            return answer(call, exchange.get(limits.whole().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            throw new UpstreamFailure.Unavailable(
                    NAME + " did not answer within " + Bulkhead.seconds(limits.whole()), call.isWrite(), late);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException broken) {
                if (call.file() && HttpExchange.causedBy(broken, ApiResponse.TooLong.class)) {
                    throw new UpstreamFailure.Malformed(
                            "the file is longer than " + limits.entityBytes() + " bytes and was not read",
                            false,
                            broken);
                }
                throw HttpExchange.failure(NAME, call.isWrite(), limits, broken);
            }
            throw new IllegalStateException("a call to ServiceDesk Plus failed", failed.getCause());
        } finally {
            exchange.cancel(true); // does nothing if the exchange is over
        }
    }

    private HttpRequest request(ApiCall call, CallInput input, String token, Map<String, String> more) {
        String query = call.isWrite() || input.isEmpty() ? call.query() : input.query();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + call.path() + query))
                .timeout(limits.read())
                .header("Authorization", "Zoho-oauthtoken " + token)
                .header("Accept", V3_JSON);
        more.forEach(request::header);
        if (call.isWrite()) {
            request.header("Content-Type", input.contentType())
                    .method(call.method(), HttpRequest.BodyPublishers.ofByteArray(input.encoded()));
        }
        return request.build();
    }

    private ApiResponse answer(ApiCall call, HttpResponse<byte[]> response) {
        ApiResponse answer = ApiResponse.of(
                response.statusCode(),
                response.headers().firstValue("Retry-After").orElse(null),
                response.body());
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (call.file() && answer.isSuccess() && isFile(response, type, answer.json())) {
            return new ApiResponse(answer.status(), null, null, FileContent.received(type, response.body()));
        }
        if (answer.json() != null) { // other responses may come from a proxy, whose clock may differ
            response.headers().firstValue("Date").ifPresent(upstreamClock::update);
        }
        return answer;
    }

    /** HTML or an envelope instead of a file is the page of a proxy or a failure, unless the response names a file. */
    private static boolean isFile(HttpResponse<byte[]> response, String type, @Nullable ObjectNode json) {
        return response.headers().firstValue("Content-Disposition").isPresent()
                || !(type.toLowerCase(Locale.ROOT).startsWith("text/html")
                        || (json != null && json.has("response_status")));
    }
}
