package io.freshet.commandline.option;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The numbers that an option takes; whole ones where its field is one of {@code int} or {@code
 * long}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface NumberBetween {

    /** The least, itself included. */
    long least();

    /** The most, itself included. */
    long most();
}
