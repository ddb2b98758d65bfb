package dev.sdpmcp;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** The JAX-RS application at the root context; resources and filters are found by scanning. */
@ApplicationPath("/")
public class McpApplication extends Application {

    /** Jersey describes its resources to anybody unless told not to; other servers do not know the setting. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
