package org.authfilter.internal.cdi;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.AnnotatedParameter;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Singleton;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.authfilter.AccessToken;

/**
 * An injection point of the application that gets an access token. A plain {@code String} is safe only in an object that
 * exists for one request at most: in another one the token would expire, or reach another user.
 */
record TokenInjectionPoint(InjectionPoint point) {

    /** Names, because the server may have no JAX-RS and no EJBs. */
    private static final String RESOURCE = "jakarta.ws.rs.Path";

    private static final String PROVIDER = "jakarta.ws.rs.ext.Provider";
    private static final String EJB = "jakarta.ejb.";

    private static final List<Class<? extends Annotation>> LOOKED_UP_AT_EACH_CALL =
            List.of(Observes.class, ObservesAsync.class, Disposes.class);

    /** Whether it gets the token itself: a {@code Provider} or an {@code Instance} looks it up at each {@code get()}. */
    boolean isPlain() {
        return point.getAnnotated().getBaseType() == String.class
                && point.getQualifiers().stream()
                        .map(Annotation::annotationType)
                        .allMatch(qualifier -> qualifier == AccessToken.class || qualifier == Any.class);
    }

    /** Whether the token is kept no longer than one request. */
    boolean isSafe() {
        return isOfOneCall() || isOfRequestScopedBean() || isOfResourceOfOneRequest();
    }

    private boolean isOfOneCall() {
        return point.getAnnotated() instanceof AnnotatedParameter<?> parameter
                && parameter.getDeclaringCallable().getParameters().stream()
                        .anyMatch(any -> LOOKED_UP_AT_EACH_CALL.stream().anyMatch(any::isAnnotationPresent));
    }

    private boolean isOfRequestScopedBean() {
        Bean<?> bean = point.getBean();
        return bean != null && bean.getScope() == RequestScoped.class;
    }

    /** A JAX-RS resource exists for one request by default (Jakarta RESTful Web Services 3.1, section 3.1.1). */
    private boolean isOfResourceOfOneRequest() {
        Bean<?> bean = point.getBean();
        boolean hasNoScope =
                bean == null ? !owner().isAnnotationPresent(Singleton.class) : bean.getScope() == Dependent.class;
        return hasNoScope
                && hasAnnotation(RESOURCE::equals)
                && !hasAnnotation(PROVIDER::equals)
                && !isEjb()
                && !isParameterOfProducer();
    }

    private boolean isEjb() {
        return hasAnnotation(name -> name.startsWith(EJB));
    }

    private boolean isParameterOfProducer() {
        return point.getAnnotated() instanceof AnnotatedParameter<?> parameter
                && parameter.getDeclaringCallable().isAnnotationPresent(Produces.class);
    }

    private boolean hasAnnotation(Predicate<String> name) {
        return Arrays.stream(owner().getAnnotations())
                .map(annotation -> annotation.annotationType().getName())
                .anyMatch(name);
    }

    private Class<?> owner() {
        Bean<?> bean = point.getBean();
        return bean == null ? point.getMember().getDeclaringClass() : bean.getBeanClass();
    }

    /** The injection point and its owner, with the remedy. */
    String description() {
        return location() + " (" + kind() + "): write @AccessToken Supplier<String>";
    }

    private String location() {
        String type = point.getMember().getDeclaringClass().getName();
        String member = type + "." + point.getMember().getName();
        if (!(point.getAnnotated() instanceof AnnotatedParameter<?> parameter)) {
            return "field " + member;
        }
        String callable = point.getMember() instanceof Constructor ? "the constructor of " + type : member + "()";
        return "parameter " + (parameter.getPosition() + 1) + " of " + callable;
    }

    private String kind() {
        Bean<?> bean = point.getBean();
        return bean == null
                ? "no bean"
                : (isEjb() ? "EJB, @" : "@") + bean.getScope().getSimpleName();
    }
}
