package dev.sdpmcp.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.config.ToolBounds;
import dev.sdpmcp.desk.module.Toolsets;
import dev.sdpmcp.mcp.ToolListing;
import dev.sdpmcp.tool.QuietContext;
import dev.sdpmcp.tool.ToolDeclaration;
import dev.sdpmcp.tool.registry.ToolRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** {@code docs/tools.md}, made from the declarations of the tools and from their snapshots. */
record ToolReference(ToolRegistry tools, Path snapshots) {

    private static final String HEAD = """
            # Tools

            This file is written from the declarations of the tools; do not edit it.
            `./mvnw test -Dtest=ToolReferenceTest -Dsurefire.failIfNoSpecifiedTests=false -Dsdp.write-documents` writes it again.

            A client is offered the tools that are within all bounds: `SDP_TOOLSETS` and `SDP_READ_ONLY` of the server, the rights of its key
            (`SDP_KEY_RIGHTS`, [configuration](configuration.md)), and what it chose for the connection: `?toolsets=requests,people` and
            `?readonly=true` in the address, or the headers `X-MCP-Toolsets` and `X-MCP-Readonly`. Each bound only narrows the others. What is not
            offered is not listed, cannot be called, and its resources and prompts are not there either. The toolset `default` is daily work on
            tickets, `all` is everything.

            The examples are calls of the demo desk. Their results are shortened: of a list one entry, of a text the beginning.
            """;

    private static final int MAX_TEXT = 160;
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    String markdown() {
        StringBuilder document = new StringBuilder(HEAD);
        document.append("\n| Toolset | Tools |\n|---|---|\n");
        for (String toolset : ToolBounds.TOOLSETS) {
            String names = of(toolset).stream()
                    .map(tool -> "[" + tool.name() + "](#" + tool.name() + ")" + (isDefault(tool) ? "*" : ""))
                    .collect(Collectors.joining(", "));
            if (!names.isEmpty()) {
                document.append("| `")
                        .append(toolset)
                        .append("` | ")
                        .append(names)
                        .append(" |\n");
            }
        }
        document.append("\n\\* of the toolset `default`, which has ")
                .append(Toolsets.DEFAULT.names().size())
                .append(" tools.\n");
        for (String toolset : ToolBounds.TOOLSETS) {
            List<ToolDeclaration> declared = of(toolset);
            if (!declared.isEmpty()) {
                document.append("\n## ").append(toolset).append('\n');
                declared.forEach(tool -> document.append(section(tool)));
            }
        }
        return document.toString();
    }

    private static boolean isDefault(ToolDeclaration tool) {
        return Toolsets.DEFAULT.names().contains(tool.name());
    }

    private List<ToolDeclaration> of(String toolset) {
        return tools.names().stream()
                .map(name -> tools.declared(name).orElseThrow())
                .filter(tool -> tool.toolset().equals(toolset))
                .toList();
    }

    private String section(ToolDeclaration tool) {
        String effect = switch (tool.effect()) {
            case READ -> "Changes nothing.";
            case WRITE -> "Creates something.";
            case DESTRUCTIVE -> "May overwrite, end or delete something.";
        };
        String scopes =
                tool.scopes().stream().sorted().map(scope -> "`" + scope + "`").collect(Collectors.joining(", "));
        return "\n### " + tool.name() + "\n\n" + tool.description() + "\n\n" + effect
                + (scopes.isEmpty() ? "" : " Scopes: " + scopes + ".")
                + "\n\n" + arguments(tool) + example(tool);
    }

    private String arguments(ToolDeclaration tool) {
        ToolListing listing = tools.list(new QuietContext()).stream()
                .filter(each -> each.name().equals(tool.name()))
                .findFirst()
                .orElseThrow();
        JsonNode schema = JSON.valueToTree(listing.inputSchema());
        List<String> required = StreamSupport.stream(schema.path("required").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        String rows = schema.path("properties").properties().stream()
                .map(member -> "| `" + member.getKey() + "` | " + type(member.getValue())
                        + (required.contains(member.getKey()) ? ", required" : "") + " | "
                        + member.getValue().path("description").asText().replace("|", "\\|") + " |\n")
                .collect(Collectors.joining());
        return rows.isEmpty() ? "" : "| Argument | Type | Meaning |\n|---|---|---|\n" + rows + "\n";
    }

    private static String type(JsonNode member) {
        if (member.has("enum")) {
            return StreamSupport.stream(member.get("enum").spliterator(), false)
                    .map(value -> "`" + value.asText() + "`")
                    .collect(Collectors.joining(", "));
        }
        return member.path("type").asText("any");
    }

    private String example(ToolDeclaration tool) {
        try {
            JsonNode calls = JSON.readTree(Files.readString(snapshots.resolve(tool.name() + ".json")))
                    .path("calls");
            JsonNode call = StreamSupport.stream(calls.spliterator(), false)
                    .filter(each -> !each.path("isError").asBoolean())
                    .findFirst()
                    .orElseThrow();
            JsonNode result = call.has("structuredContent")
                    ? call.get("structuredContent")
                    : call.path("text").path(0);
            String arguments = JSON.writeValueAsString(call.path("arguments"))
                    .replaceAll("\\$\\{(request|changed)}", "1042")
                    .replace("${change}", "CHANGE-ID");
            return "```json\n" + arguments + "\n```\n\n```json\n" + JSON.writeValueAsString(shortened(result))
                    + "\n```\n";
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static JsonNode shortened(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode shorter = JSON.createObjectNode();
                object.properties().forEach(member -> shorter.set(member.getKey(), shortened(member.getValue())));
                yield shorter;
            }
            case ArrayNode list -> {
                ArrayNode shorter = JSON.createArrayNode();
                StreamSupport.stream(list.spliterator(), false).limit(1).forEach(each -> shorter.add(shortened(each)));
                yield shorter;
            }
            case TextNode text
            when text.asText().length() > MAX_TEXT ->
                TextNode.valueOf(text.asText().substring(0, MAX_TEXT) + " …");
            default -> node;
        };
    }
}
