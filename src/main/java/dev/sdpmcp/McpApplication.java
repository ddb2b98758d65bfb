package dev.sdpmcp;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The JAX-RS application at the root context; resources and filters are found by scanning. */
@ApplicationPath("/")
public class McpApplication extends Application {}
