package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.persistence.MortalPostgres;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Two servers that share a real PostgreSQL, a help desk, their keys and nothing else. */
final class TwinServers implements AutoCloseable {

    private static final String CHANGES = "add_note,update_request,create_request";

    private final MortalPostgres postgres;
    private final List<OwnServer> servers = new ArrayList<>();
    private final Simulator desk;

    /**
     * Starts all of it; when this returns, clients may come to both.
     *
     * @param folder for the database and the data folders
     * @param more settings of both
     */
    TwinServers(Path folder, Map<String, String> more) {
        postgres = MortalPostgres.start(folder);
        try {
            servers.add(OwnServer.start(settings(folder.resolve("one"), more)));
            desk = servers.get(0).target().simulator().orElseThrow();
            servers.add(OwnServer.startAt(desk.base(), settings(folder.resolve("two"), more)));
        } catch (RuntimeException refused) {
            close();
            throw refused;
        }
    }

    private Map<String, String> settings(Path dataFolder, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(OwnServer.ROOMY);
        settings.put("SDP_ADMIN_API_KEYS", "root:" + GuardedServer.ROOT);
        settings.put("SDP_DATA_DIR", dataFolder.toString());
        settings.put("SDP_DB_HOST", "127.0.0.1");
        settings.put("SDP_DB_PORT", Integer.toString(postgres.port()));
        settings.put("SDP_DB_NAME", "postgres");
        settings.put("SDP_DB_USER", "postgres");
        settings.put("SDP_DB_PASSWORD", "postgres");
        settings.put("SDP_ENCRYPTION_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        settings.putAll(more);
        return settings;
    }

    OwnServer one() {
        return servers.get(0);
    }

    OwnServer two() {
        return servers.get(1);
    }

    List<OwnServer> both() {
        return List.copyOf(servers);
    }

    MortalPostgres postgres() {
        return postgres;
    }

    Simulator desk() {
        return desk;
    }

    /** What {@code /health/ready} of one of them says. */
    static RawHttp.Answer readiness(OwnServer server) {
        return RawHttp.send(server.target().base(), "GET", "/health/ready");
    }

    /** How many streams one of them has. */
    static int sessionsAt(OwnServer server) {
        return Json.parse(asRoot(server, "/sessions")).path("sessions").size();
    }

    /** The calls that reached the help desk. */
    JsonNode log(String query) {
        return Json.parse(Http.send(HttpRequest.newBuilder(desk.base().resolve("/_sim/requests?" + query))
                        .build())
                .body());
    }

    /** The writes among them that concern tickets, as the audit trail names them: {@code POST requests/7/notes}. */
    List<String> writesThatArrived() {
        List<String> writes = new ArrayList<>();
        for (JsonNode entry : log("path=/api/v3/requests").path("entries")) {
            String path = entry.path("path").asText();
            if (!entry.path("method").asText().equals("GET")) {
                writes.add(entry.path("method").asText() + " " + path.substring(path.indexOf("/api/v3/") + 8));
            }
        }
        return writes;
    }

    /** Every change in the audit trail. */
    List<JsonNode> changes() {
        return Stream.of(CHANGES.split(","))
                .flatMap(tool -> entries("&tool=" + tool).stream())
                .toList();
    }

    /** The writes of changes in the audit trail. */
    static List<String> writesIn(List<JsonNode> changes) {
        List<String> writes = new ArrayList<>();
        for (JsonNode change : changes) {
            for (JsonNode call : change.path("upstream")) {
                if (!call.path("method").asText().equals("GET")) {
                    writes.add(call.path("method").asText() + " "
                            + call.path("path").asText());
                }
            }
        }
        return writes;
    }

    /** All entries of the audit trail that the query asks for, page by page. */
    List<JsonNode> entries(String query) {
        List<JsonNode> entries = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = Json.parse(asRoot(one(), "/audit?limit=200" + query + cursor));
            page.path("entries").forEach(entries::add);
            cursor = page.hasNonNull("nextCursor")
                    ? "&cursor=" + page.path("nextCursor").asText()
                    : "";
        } while (!cursor.isEmpty());
        return entries;
    }

    private static String asRoot(OwnServer server, String path) {
        HttpResponse<String> answer =
                Http.send(HttpRequest.newBuilder(server.target().at(path))
                        .header("X-API-Key", GuardedServer.ROOT)
                        .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    /** Fills the help desk and returns the ids of so many tickets. */
    List<String> tickets(int many) {
        Http.send(HttpRequest.newBuilder(desk.base().resolve("/_sim/seed"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"tickets\":" + many + "}"))
                .build());
        List<String> ids = new ArrayList<>();
        allTickets().forEach(ticket -> ids.add(ticket.path("id").asText()));
        assertThat(ids).hasSizeGreaterThanOrEqualTo(many);
        return ids;
    }

    /** Every ticket of the help desk, as {@code list_requests} shows it. */
    List<JsonNode> allTickets() {
        List<JsonNode> tickets = new ArrayList<>();
        try (TestSession session = TestSession.ready(one().target())) {
            ObjectNode arguments = Json.object("{'page_size':100,'state':'all'}");
            JsonNode found;
            do {
                found = session.tool("list_requests", arguments).path("structuredContent");
                found.path("requests").forEach(tickets::add);
                arguments.set("cursor", found.path("next"));
            } while (found.has("next"));
        }
        return tickets;
    }

    /** The variables of a command that concerns the database of both. */
    Map<String, String> environment() {
        return one().environment();
    }

    /** The server that was started last ends first. */
    @Override
    public void close() {
        for (int i = servers.size() - 1; i >= 0; i--) {
            servers.get(i).close();
        }
        postgres.close();
    }
}
