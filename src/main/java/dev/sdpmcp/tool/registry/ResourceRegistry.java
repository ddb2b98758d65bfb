package dev.sdpmcp.tool.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.access.Caller;
import dev.sdpmcp.mcp.ResourceListing;
import dev.sdpmcp.mcp.ResourceTemplateListing;
import dev.sdpmcp.mcp.ResourceText;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.InvalidArguments;
import dev.sdpmcp.tool.LongText;
import dev.sdpmcp.tool.McpResource;
import dev.sdpmcp.tool.UnknownResource;
import dev.sdpmcp.tool.shape.ArgumentBinder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** The resources and resource templates of the program. Immutable once built, thread-safe. */
public final class ResourceRegistry {

    /** Longest URI that is looked at, in characters. */
    public static final int MAX_URI_LENGTH = 2_000;

    private static final ArgumentBinder BINDER = new ArgumentBinder(LongText.DEFAULT_MAX_CHARACTERS);

    private final List<DeclaredResource> resources = new ArrayList<>();
    private final BiPredicate<String, Caller> offered;

    /**
     * @param offered whether a client is offered a tool
     * @throws IllegalStateException if a declaration is wrong; the message names class and member
     */
    public ResourceRegistry(List<CapabilityBean> beans, ObjectMapper mapper, BiPredicate<String, Caller> offered) {
        this.offered = offered;
        Set<String> forms = new HashSet<>();
        for (DeclaredResource declared : DeclaredResource.in(beans, mapper)) {
            if (!forms.add(declared.template().form())) {
                throw new IllegalStateException(declared.method().where() + ": another resource has the same URI");
            }
            resources.add(declared);
        }
        resources.sort(Comparator.comparing(resource -> resource.template().text()));
    }

    private Stream<DeclaredResource> offeredTo(Caller client) {
        return resources.stream().filter(resource -> {
            String tool = resource.method().annotation().tool();
            return tool.isEmpty() || offered.test(tool, client);
        });
    }

    /** The resources of this client that have one URI, by URI, one page. */
    public List<ResourceListing> list(Caller client) {
        return offeredTo(client)
                .filter(resource -> !resource.isTemplate())
                .map(resource -> resource.method().annotation())
                .map(resource -> new ResourceListing(
                        resource.uri(), resource.name(), resource.title(), resource.description(), resource.mimeType()))
                .toList();
    }

    /** The resource templates of this client, by template, one page. */
    public List<ResourceTemplateListing> templates(Caller client) {
        return offeredTo(client)
                .filter(resource -> resource.isTemplate())
                .map(resource -> resource.method().annotation())
                .map(resource -> new ResourceTemplateListing(
                        resource.uri(), resource.name(), resource.title(), resource.description(), resource.mimeType()))
                .toList();
    }

    /** Whether the URI is a resource's of this client, or fits a template. */
    public boolean knows(String uri, Caller client) {
        return uri.length() <= MAX_URI_LENGTH
                && offeredTo(client)
                        .anyMatch(resource -> resource.template().match(uri).isPresent());
    }

    /**
     * Reads on this thread. A resource that is declared with its whole URI goes before a template that matches it too.
     *
     * @throws UnknownResource if the URI names nothing that this client is offered
     * @throws InvalidArguments if the URI is too long, or a variable in it breaks a constraint
     */
    public ResourceText read(String uri, CallContext context) {
        if (uri.length() > MAX_URI_LENGTH) {
            throw new InvalidArguments("\"uri\": must have at most " + MAX_URI_LENGTH + " characters");
        }
        Optional<ResourceText> plain = read(uri, context, false);
        return plain.or(() -> read(uri, context, true)).orElseThrow(() -> new UnknownResource(uri));
    }

    private Optional<ResourceText> read(String uri, CallContext context, boolean template) {
        for (DeclaredResource resource : offeredTo(context.caller()).toList()) {
            if (resource.isTemplate() == template) {
                Optional<Map<String, String>> variables = resource.template().match(uri);
                if (variables.isPresent()) {
                    return Optional.of(read(resource, uri, variables.get(), context));
                }
            }
        }
        return Optional.empty();
    }

    private static ResourceText read(
            DeclaredResource resource, String uri, Map<String, String> variables, CallContext context) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        variables.forEach(arguments::put);
        DeclaredMethod<McpResource> method = resource.method();
        String text = (String) method.call(BINDER.bind(resource.shape(), arguments), context);
        return new ResourceText(uri, method.annotation().mimeType(), text);
    }
}
