package dev.sdpmcp.desk;

import dev.sdpmcp.upstream.ScriptedServer;
import dev.sdpmcp.upstream.ScriptedServer.Reply;
import dev.sdpmcp.upstream.ScriptedServer.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.Function;

/** A proxy between the tools and the simulator, for what proxies do. It hands on all calls, and no headers of answers. */
public final class Relay implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI behind;
    private final ScriptedServer server;

    public Relay(URI behind) {
        this.behind = behind;
        try {
            server = new ScriptedServer(this::handOn);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public URI uri() {
        return server.uri("");
    }

    /** From now on it does this with each call. */
    public void with(Function<Request, Reply> deed) {
        server.answer(deed);
    }

    /** What the simulator says. */
    public Reply handOn(Request request) {
        HttpRequest.Builder onward = HttpRequest.newBuilder(URI.create(behind + request.target()))
                .method(request.method(), HttpRequest.BodyPublishers.ofString(request.body()));
        for (String name : List.of("authorization", "accept", "content-type")) {
            if (request.headers().containsKey(name)) {
                onward.header(name, request.headers().get(name));
            }
        }
        try {
            HttpResponse<String> answer = http.send(onward.build(), HttpResponse.BodyHandlers.ofString());
            return Reply.json(answer.statusCode(), answer.body());
        } catch (IOException dropped) {
            return Reply.HANG_UP;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
