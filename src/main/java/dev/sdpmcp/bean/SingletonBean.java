package dev.sdpmcp.bean;

import jakarta.enterprise.inject.Stereotype;
import jakarta.inject.Singleton;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A bean of which the application has one. The container injects it directly and not through a client proxy, so that it
 * needs no second constructor, and its fields can be final. It is made when it is first injected; two of them that need each
 * other cannot be made.
 */
@Stereotype
@Singleton
@SuppressWarnings("InjectScopeAnnotationOnInterfaceOrAbstractClass") // a stereotype is where it belongs
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface SingletonBean {}
