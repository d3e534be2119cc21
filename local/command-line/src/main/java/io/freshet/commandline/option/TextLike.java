package io.freshet.commandline.option;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The texts that an option takes. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface TextLike {

    /** A regular expression without white space that matches the whole of it. */
    String pattern();

    /** What that means, as it follows "must be". */
    String words();
}
