package dev.sdpmcp.transport;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Binds {@link StreamHeadersFilter} to the resources that answer with a stream. */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@interface StreamHeaders {}
