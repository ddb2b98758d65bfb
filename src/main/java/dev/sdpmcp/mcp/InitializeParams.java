package dev.sdpmcp.mcp;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * Params of {@code initialize} (2025-11-25, Lifecycle, Initialization).
 *
 * @param capabilities an object; not validated, since clients add members
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record InitializeParams(String protocolVersion, JsonNode capabilities, Implementation clientInfo) {}
