package dev.sdpmcp.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The JSON Schema of one revision of MCP, and the check of a message against exactly the type that it must have. The
 * schemas are published with the specification; they lie beside the checkout, and without them nothing is checked.
 * Thread-safe.
 */
final class McpSchema {

    private static final Logger LOG = System.getLogger(McpSchema.class.getName());
    private static final Path PROJECT =
            Path.of(System.getProperty("sdp.project", "")).toAbsolutePath();
    private static final Map<String, Optional<McpSchema>> BY_REVISION = new ConcurrentHashMap<>();

    private static final Map<String, String> RESULTS = Map.ofEntries(
            Map.entry("initialize", "InitializeResult"),
            Map.entry("ping", "EmptyResult"),
            Map.entry("tools/list", "ListToolsResult"),
            Map.entry("tools/call", "CallToolResult"),
            Map.entry("resources/list", "ListResourcesResult"),
            Map.entry("resources/templates/list", "ListResourceTemplatesResult"),
            Map.entry("resources/read", "ReadResourceResult"),
            Map.entry("resources/subscribe", "EmptyResult"),
            Map.entry("resources/unsubscribe", "EmptyResult"),
            Map.entry("prompts/list", "ListPromptsResult"),
            Map.entry("prompts/get", "GetPromptResult"),
            Map.entry("completion/complete", "CompleteResult"),
            Map.entry("logging/setLevel", "EmptyResult"));

    private static final Map<String, String> NOTIFICATIONS = Map.of(
            "notifications/progress", "ProgressNotification",
            "notifications/message", "LoggingMessageNotification",
            "notifications/resources/updated", "ResourceUpdatedNotification",
            "notifications/tools/list_changed", "ToolListChangedNotification",
            "notifications/cancelled", "CancelledNotification");

    private final ObjectNode document;
    private final String definitionsKey;
    private final SpecVersion.VersionFlag dialect;
    private final ForeignMembers foreign;
    private final Map<String, JsonSchema> byType = new ConcurrentHashMap<>();

    private McpSchema(ObjectNode document) {
        this.document = document;
        boolean modern = document.has("$defs");
        this.definitionsKey = modern ? "$defs" : "definitions";
        this.dialect = modern ? SpecVersion.VersionFlag.V202012 : SpecVersion.VersionFlag.V7;
        this.foreign = new ForeignMembers(document);
    }

    /** The schema of a revision; empty, and loudly so, where the file is not there. */
    static Optional<McpSchema> of(String revision) {
        return BY_REVISION.computeIfAbsent(revision, McpSchema::load);
    }

    private static Optional<McpSchema> load(String revision) {
        Optional<Path> file = beside(PROJECT, revision);
        if (file.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "NO MESSAGE OF {0} IS CHECKED AGAINST ITS SCHEMA: there is no ../shared/mcp-schema/{0}.json",
                    revision);
            return Optional.empty();
        }
        try {
            return Optional.of(new McpSchema((ObjectNode) Json.parse(Files.readString(file.get()))));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Looks in {@code shared/mcp-schema} beside the project, or beside a folder that the project is in. */
    private static Optional<Path> beside(Path project, String revision) {
        return Stream.iterate(project, Objects::nonNull, Path::getParent)
                .map(folder -> folder.resolveSibling("shared/mcp-schema/" + revision + ".json"))
                .filter(Files::isReadable)
                .findFirst();
    }

    /** @throws AssertionError if this is no good answer to a request for the method */
    void checkResult(JsonNode response, String method) {
        check(response, definitions().has("JSONRPCResultResponse") ? "JSONRPCResultResponse" : "JSONRPCResponse");
        String type = RESULTS.get(method);
        if (type == null) {
            throw new AssertionError(method + " was answered with a result: " + response);
        }
        check(response.get("result"), type);
    }

    /** @throws AssertionError if this is no good error answer */
    void checkError(JsonNode response) {
        check(response, definitions().has("JSONRPCErrorResponse") ? "JSONRPCErrorResponse" : "JSONRPCError");
    }

    /** @throws AssertionError if this is no notification that a server of the revision sends */
    void checkNotification(JsonNode notification) {
        String type = NOTIFICATIONS.get(notification.path("method").asText());
        if (type == null) {
            throw new AssertionError("unknown notification: " + notification);
        }
        check(notification, "JSONRPCNotification");
        // Before 2025-11-25 the type of a notification leaves out its envelope.
        boolean withEnvelope = definitions().path(type).path("properties").has("jsonrpc");
        check(
                withEnvelope
                        ? notification
                        : ((ObjectNode) notification).deepCopy().without("jsonrpc"),
                type);
    }

    private void check(JsonNode value, String type) {
        Set<ValidationMessage> wrong =
                byType.computeIfAbsent(type, this::schemaOf).validate(value);
        if (!wrong.isEmpty()) {
            throw new AssertionError("not a " + type + ": " + wrong + " in " + value);
        }
        List<String> strangers = foreign.in(value, type);
        if (!strangers.isEmpty()) {
            throw new AssertionError("a " + type + " of this revision has no " + strangers + " in " + value);
        }
    }

    private JsonNode definitions() {
        return document.get(definitionsKey);
    }

    private JsonSchema schemaOf(String type) {
        if (!definitions().has(type)) {
            throw new AssertionError("the revision has no " + type);
        }
        ObjectNode rooted = document.deepCopy();
        rooted.put("$ref", "#/" + definitionsKey + "/" + type);
        return JsonSchemaFactory.getInstance(dialect).getSchema(rooted);
    }
}
