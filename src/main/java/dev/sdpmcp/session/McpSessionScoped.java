package dev.sdpmcp.session;

import jakarta.enterprise.context.NormalScope;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * CDI scope of one MCP session: a bean is created at its first use and destroyed when the session has ended and its
 * last call is done. Active on the threads that work for a session, see {@link SessionScope}. Several threads call
 * the beans at once; they must be thread-safe.
 */
@Documented
@Inherited
@NormalScope
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD})
public @interface McpSessionScoped {}
