package io.freshet.runtime.management;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A JAX-RS resource that answers on the operators' port only. Whatever way a request comes to it by
 * any other port, however its path is spelled, the answer is 404, as if there were no such
 * resource.
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface ManagementOnly {}
