package dev.sdpmcp.tool;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a public method of a {@link Capability} bean a resource or, when the URI has variables, a resource template.
 *
 * <p>The method takes a record whose components are the variables of the template (none for a plain resource) and
 * optionally a {@link CallContext}; it returns the text. It throws {@link UnknownResource} when a variable names nothing.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface McpResource {
    /** An absolute URI or an RFC 6570 level 1 template: {@code sdp://requests/{id}}. */
    String uri();

    String name();

    String title();

    String description();

    String mimeType() default "text/markdown";
}
