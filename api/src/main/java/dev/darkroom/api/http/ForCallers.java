package dev.darkroom.api.http;

import io.micronaut.context.annotation.Requires;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Routes for callers: a worker, whose one port is the management port, does not have them. */
@Documented
@Requires(property = "darkroom.role", notEquals = "worker")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ForCallers {}
