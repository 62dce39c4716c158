package org.authfilter;

import static java.util.stream.Collectors.joining;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Types and their public and protected members, one line each, sorted by name, without package names. */
final class ApiDescription {

    private static final Set<String> WRITTEN_BY_THE_COMPILER =
            Set.of("values", "valueOf", "equals", "hashCode", "toString");

    private ApiDescription() {}

    static List<String> of(Collection<Class<?>> types) {
        return types.stream()
                .sorted(Comparator.comparing(Class::getName))
                .flatMap(type ->
                        Stream.concat(Stream.of(header(type)), members(type).map(member -> "    " + member)))
                .map(line -> line.replaceAll("\\b([a-z]\\w*\\.)+(?=[A-Z])", "")
                        .replace('$', '.')
                        .replace("@Nullable()", "@Nullable"))
                .toList();
    }

    /** Whether others than the type's package can reach it. */
    static boolean isApi(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getEnclosingClass() == null || isApi(type.getEnclosingClass()));
    }

    private static String header(Class<?> type) {
        return annotations(type)
                + modifiers(type)
                + kind(type)
                + " "
                + type.getName()
                + typeParameters(type.getTypeParameters())
                + (type.isRecord() ? listed(type.getRecordComponents(), ApiDescription::component, "(", ")") : "")
                + superclass(type)
                + (type.isAnnotation()
                        ? ""
                        : listed(type.getAnnotatedInterfaces(), Object::toString, inherits(type), ""))
                + (type.isSealed() ? listed(type.getPermittedSubclasses(), Class::getName, " permits ", "") : "");
    }

    private static String modifiers(Class<?> type) {
        boolean plain = !type.isInterface() && !type.isEnum() && !type.isRecord();
        return (type.isSealed() ? "sealed " : "")
                + (plain ? Modifier.toString(type.getModifiers() & (Modifier.ABSTRACT | Modifier.FINAL)) + " " : "")
                        .stripLeading();
    }

    private static String kind(Class<?> type) {
        if (type.isAnnotation()) {
            return "@interface";
        }
        if (type.isInterface()) {
            return "interface";
        }
        return type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
    }

    private static String superclass(Class<?> type) {
        boolean said =
                !type.isInterface() && !type.isEnum() && !type.isRecord() && type.getSuperclass() != Object.class;
        return said ? " extends " + type.getAnnotatedSuperclass() : "";
    }

    private static String inherits(Class<?> type) {
        return type.isInterface() ? " extends " : " implements ";
    }

    private static Stream<String> members(Class<?> type) {
        boolean generated = type.isEnum() || type.isRecord();
        return Stream.of(
                        visible(type.getDeclaredFields()).map(ApiDescription::field),
                        visible(type.getDeclaredConstructors()).map(ApiDescription::constructor),
                        visible(type.getDeclaredMethods())
                                .filter(method -> !generated || !WRITTEN_BY_THE_COMPILER.contains(method.getName()))
                                .map(ApiDescription::method))
                .flatMap(lines -> lines.sorted());
    }

    private static <M extends Member> Stream<M> visible(M[] members) {
        return Arrays.stream(members)
                .filter(member -> !member.isSynthetic())
                .filter(member -> (member.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0);
    }

    private static String field(Field field) {
        String type = field.isEnumConstant() ? "" : written(field.getModifiers()) + field.getAnnotatedType() + " ";
        return annotations(field) + type + field.getName() + constant(field);
    }

    private static String constant(Field field) {
        try {
            boolean text = Modifier.isStatic(field.getModifiers()) && field.getType() == String.class;
            return text ? " = \"" + field.get(null) + "\"" : "";
        } catch (IllegalAccessException e) {
            return "";
        }
    }

    private static String constructor(Constructor<?> constructor) {
        return annotations(constructor)
                + written(constructor.getModifiers())
                + typeParameters(constructor.getTypeParameters())
                + "new"
                + signature(constructor);
    }

    private static String method(Method method) {
        return annotations(method)
                + written(method.getModifiers())
                + (method.isDefault() ? "default " : "")
                + (typeParameters(method.getTypeParameters()) + " ").stripLeading()
                + method.getAnnotatedReturnType()
                + " "
                + method.getName()
                + signature(method)
                + defaultValue(method);
    }

    private static String defaultValue(Method method) {
        Object value = method.getDefaultValue();
        if (value == null) {
            return "";
        }
        return " default " + (value instanceof Object[] several ? Arrays.toString(several) : "\"" + value + "\"");
    }

    private static String signature(Executable executable) {
        return "("
                + listed(executable.getAnnotatedParameterTypes(), Object::toString, "", "")
                + ")"
                + listed(executable.getAnnotatedExceptionTypes(), Object::toString, " throws ", "");
    }

    private static String component(RecordComponent component) {
        return component.getAnnotatedType() + " " + component.getName();
    }

    private static String typeParameters(TypeVariable<?>[] parameters) {
        return listed(
                parameters,
                parameter -> parameter + listed(parameter.getAnnotatedBounds(), Object::toString, " extends ", ""),
                "<",
                ">");
    }

    private static String annotations(AnnotatedElement element) {
        return Arrays.stream(element.getDeclaredAnnotations())
                .map(Annotation::toString)
                .sorted()
                .map(text -> text.replaceAll("\\(\\)$", "") + " ")
                .collect(joining());
    }

    /** Everything is public if it does not say otherwise. */
    private static String written(int modifiers) {
        int kept = Modifier.PROTECTED | Modifier.STATIC | Modifier.FINAL;
        return (Modifier.toString(modifiers & kept) + " ").stripLeading();
    }

    private static <T> String listed(T[] elements, Function<? super T, String> text, String before, String after) {
        return elements.length == 0 ? "" : Arrays.stream(elements).map(text).collect(joining(", ", before, after));
    }
}
