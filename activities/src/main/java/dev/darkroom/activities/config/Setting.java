package dev.darkroom.activities.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a setting means, in one sentence for operators, with its unit and bounds. The help text lists every record
 * component that carries this.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {

    /** The sentence. */
    String value();

    /** What the help shows in the place of a default that is made at the start, or of a secret. */
    String shown() default "";
}
