package org.authfilter.it.servers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The column of the table of servers to which a check belongs. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Column {
    String value();
}
