package dev.sdpmcp.mcp;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a client says of itself (2025-11-25, Lifecycle, Initialization).
 *
 * @param capabilities an object; kept as it came, since clients invent members
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record InitializeParams(String protocolVersion, JsonNode capabilities, Implementation clientInfo) {}
