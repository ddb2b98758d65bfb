package dev.sdpmcp.bench;

import dev.sdpmcp.bench.load.StreamEndpoint;
import java.util.List;

/** Another MCP server for Java with the same echo tool, built from {@code src/bench/peers}. */
enum Peer {
    TOMCAT("Java SDK, Tomcat", "/sse") {
        @Override
        List<String> program(int port) {
            return List.of("-jar", "tomcat/peer.jar", Integer.toString(port));
        }
    },
    QUARKUS("Quarkus", "/mcp/sse") {
        @Override
        List<String> program(int port) {
            return List.of(
                    "-Dquarkus.http.host=127.0.0.1",
                    "-Dquarkus.http.port=" + port,
                    "-jar",
                    "quarkus/quarkus-app/quarkus-run.jar");
        }
    };

    /** Both answer a message with 200, not with 202. */
    private static final int ACCEPTED = 200;

    private final String title;
    private final String streamPath;

    Peer(String title, String streamPath) {
        this.title = title;
        this.streamPath = streamPath;
    }

    String title() {
        return title;
    }

    StreamEndpoint streams() {
        return new StreamEndpoint(streamPath, ACCEPTED);
    }

    /** Arguments of {@code java}, run in {@code target/peers}. */
    abstract List<String> program(int port);
}
