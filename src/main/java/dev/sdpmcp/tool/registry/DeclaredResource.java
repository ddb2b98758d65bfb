package dev.sdpmcp.tool.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sdpmcp.tool.McpResource;
import dev.sdpmcp.tool.shape.Shape;
import java.util.List;
import java.util.Set;

/** A method that declares a resource, with its URI taken apart and checked against its record. */
record DeclaredResource(DeclaredMethod<McpResource> method, UriTemplate template, Shape shape) {

    /** @throws IllegalStateException if a declaration is wrong; the message names class and member */
    static List<DeclaredResource> in(List<CapabilityBean> beans, ObjectMapper mapper) {
        return DeclaredMethod.in(beans, McpResource.class).stream()
                .map(method -> of(method, mapper))
                .toList();
    }

    private static DeclaredResource of(DeclaredMethod<McpResource> method, ObjectMapper mapper) {
        McpResource resource = method.annotation();
        method.requireText("name", resource.name());
        method.requireText("title", resource.title());
        method.requireText("description", resource.description());
        if (method.method().getReturnType() != String.class) {
            throw new IllegalStateException(method.where() + " must return a String");
        }
        UriTemplate template = template(method);
        Shape shape = method.textArguments(mapper);
        if (!Set.copyOf(shape.names()).equals(Set.copyOf(template.names()))) {
            throw new IllegalStateException(
                    method.where() + " takes " + shape.names() + " but its URI has " + template.names());
        }
        return new DeclaredResource(method, template, shape);
    }

    private static UriTemplate template(DeclaredMethod<McpResource> method) {
        try {
            return UriTemplate.parse(method.annotation().uri());
        } catch (IllegalArgumentException wrong) {
            throw new IllegalStateException(method.where() + ": " + wrong.getMessage(), wrong);
        }
    }

    boolean isTemplate() {
        return !template.names().isEmpty();
    }
}
