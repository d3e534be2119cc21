package io.freshet.runtime.http;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks resources that are for operators only. Methods of filters that are marked so too guard
 * them, however a request spells the path; where a program has no such filter, everybody who
 * reaches it may use them. Only for services that have JAX-RS.
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface ForOperators {}
