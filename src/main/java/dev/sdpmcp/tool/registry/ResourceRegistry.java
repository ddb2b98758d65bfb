package dev.sdpmcp.tool.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sdpmcp.mcp.ResourceListing;
import dev.sdpmcp.mcp.ResourceTemplateListing;
import dev.sdpmcp.mcp.ResourceText;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.UnknownResource;
import jakarta.validation.Validator;
import java.util.List;

/** The resources and resource templates of the program. Immutable once built, thread-safe. */
@SuppressWarnings("DoNotCallSuggester")
public final class ResourceRegistry {

    /** @throws IllegalStateException if a declaration is wrong; the message names class and member */
    public ResourceRegistry(List<CapabilityBean> beans, ObjectMapper mapper, Validator validator) {}

    /** All resources that have one URI, by URI, one page. */
    public List<ResourceListing> list() {
        return List.of();
    }

    /** All resource templates, by template, one page. */
    public List<ResourceTemplateListing> templates() {
        return List.of();
    }

    /**
     * @throws UnknownResource if the URI names nothing
     * @throws dev.sdpmcp.tool.InvalidArguments if the URI is too long, or a variable in it breaks a constraint
     */
    public ResourceText read(String uri, CallContext context) {
        throw new UnknownResource(uri);
    }
}
