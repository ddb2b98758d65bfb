package dev.sdpmcp.tool;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a public method of a {@link Capability} bean a resource or, when the URI has variables, a resource template.
 *
 * <p>The method takes a record of {@code String} components, the variables of the template by name (none for a plain
 * resource), and optionally a {@link CallContext}; it returns the text. Values arrive decoded, so one may hold any
 * character, a slash too: constrain it. The method throws {@link UnknownResource} when a variable names nothing.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface McpResource {
    /**
     * An absolute URI or an RFC 6570 level 1 template: {@code sdp://requests/{id}}. After a variable comes a reserved
     * character ({@code /}, {@code ?}, {@code &}, …) or the end. A resource whose whole URI is given goes before a
     * template that matches the same.
     */
    String uri();

    String name();

    String title();

    String description();

    String mimeType() default "text/markdown";

    /** The tool that gives the same; the resource is there for clients that are offered it. Empty: for all. */
    String tool() default "";
}
