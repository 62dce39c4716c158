package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.BasicAuthenticationMechanismDefinition;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanismWrapper;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockServletContext;

class OwnMechanismsTest {

    /** Declares a mechanism of the server. */
    @BasicAuthenticationMechanismDefinition(realmName = "shop")
    static class Declaring {}

    /** Is a mechanism. */
    static class Mechanism implements HttpAuthenticationMechanism {
        @Override
        public AuthenticationStatus validateRequest(
                HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
            return AuthenticationStatus.NOT_DONE;
        }
    }

    /** Is one by its superclass. */
    static class DerivedMechanism extends Mechanism {}

    /** Only uses one. */
    static class Using {
        HttpAuthenticationMechanism mechanism;
    }

    static class Unrelated {}

    /** A superclass for mechanisms. */
    abstract static class AbstractMechanism implements HttpAuthenticationMechanism {}

    @Test
    void a_class_that_is_or_declares_a_mechanism_is_named() {
        assertThat(OwnMechanisms.of(
                        new Classes(Declaring.class, Mechanism.class, Unrelated.class), WebXml.of(new Classes())))
                .containsExactly(Declaring.class.getName(), Mechanism.class.getName());
    }

    @Test
    void a_class_that_only_uses_a_mechanism_is_not_named() {
        assertThat(OwnMechanisms.of(new Classes(Using.class), WebXml.of(new Classes())))
                .isEmpty();
    }

    @Test
    void an_abstract_mechanism_is_not_named() {
        assertThat(OwnMechanisms.of(new Classes(AbstractMechanism.class), WebXml.of(new Classes())))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/WEB-INF/lib/security.jar", "/WEB-INF/lib/security.jar/"})
    void a_mechanism_in_a_jar_is_named(String jar) {
        ServletContext context = new Jar(jar, Declaring.class, Mechanism.class, Using.class, Unrelated.class);

        assertThat(OwnMechanisms.of(context, WebXml.of(new Classes())))
                .containsExactly(Declaring.class.getName(), Mechanism.class.getName());
    }

    @Test
    void a_jar_of_the_API_has_no_mechanism_of_the_WAR() {
        ServletContext context = new Jar("/WEB-INF/lib/api.jar", HttpAuthenticationMechanismWrapper.class);

        assertThat(OwnMechanisms.of(context, WebXml.of(new Classes()))).isEmpty();
    }

    @Test
    void a_library_that_is_no_jar_is_ignored() {
        assertThat(OwnMechanisms.of(new Jar("/WEB-INF/lib/readme.txt"), WebXml.of(new Classes())))
                .isEmpty();
    }

    @Test
    void a_WAR_without_classes_has_no_mechanism() {
        assertThat(OwnMechanisms.of(new Classes(), WebXml.of(new Classes()))).isEmpty();
    }

    @Test
    void MP_JWT_as_the_method_of_the_login_config_is_named() {
        WebXml webXml =
                WebXml.of(WebXmlContext.ofElements("<login-config><auth-method>MP-JWT</auth-method></login-config>"));

        assertThat(OwnMechanisms.of(new Classes(), webXml)).containsExactly("the <login-config> with MP-JWT");
    }

    @Test
    void FORM_as_the_method_of_the_login_config_is_no_mechanism_of_the_WAR() {
        WebXml webXml =
                WebXml.of(WebXmlContext.ofElements("<login-config><auth-method>FORM</auth-method></login-config>"));

        assertThat(OwnMechanisms.of(new Classes(), webXml)).isEmpty();
    }

    /** A WAR with one library, which the server shows as a file, or as a directory if its path ends with a slash. */
    private static final class Jar extends MockServletContext {

        private final String path;
        private final Class<?>[] types;

        Jar(String path, Class<?>... types) {
            this.path = path;
            this.types = types;
        }

        @Override
        public Set<String> getResourcePaths(String directory) {
            if (directory.equals("/WEB-INF/lib/")) {
                return Set.of(path);
            }
            return directory.equals(path)
                    ? Stream.of(types).map(type -> path + fileOf(type)).collect(Collectors.toSet())
                    : null;
        }

        @Override
        public InputStream getResourceAsStream(String resource) {
            return resource.equals(path)
                    ? new ByteArrayInputStream(bytes())
                    : OwnMechanismsTest.class.getResourceAsStream("/" + resource.substring(path.length()));
        }

        private byte[] bytes() {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ZipOutputStream jar = new ZipOutputStream(bytes)) {
                jar.putNextEntry(new ZipEntry("META-INF/notice.txt"));
                for (Class<?> type : types) {
                    jar.putNextEntry(new ZipEntry(fileOf(type)));
                    try (InputStream file = OwnMechanismsTest.class.getResourceAsStream("/" + fileOf(type))) {
                        file.transferTo(jar);
                    }
                }
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            return bytes.toByteArray();
        }

        private static String fileOf(Class<?> type) {
            return type.getName().replace('.', '/') + ".class";
        }

        @Override
        public ClassLoader getClassLoader() {
            return OwnMechanismsTest.class.getClassLoader();
        }
    }

    /** A WAR with these classes, in a package. */
    private static final class Classes extends MockServletContext {

        private final Set<String> files;

        Classes(Class<?>... types) {
            files = Stream.of(types)
                    .map(type -> "/WEB-INF/classes/" + type.getName().replace('.', '/') + ".class")
                    .collect(Collectors.toSet());
        }

        @Override
        public Set<String> getResourcePaths(String directory) {
            return files.isEmpty()
                    ? null
                    : files.stream()
                            .filter(file -> file.startsWith(directory))
                            .map(file -> file.substring(directory.length()))
                            .map(rest -> directory + rest.replaceFirst("/.*", "/"))
                            .collect(Collectors.toSet());
        }

        @Override
        public InputStream getResourceAsStream(String path) {
            return OwnMechanismsTest.class.getResourceAsStream(path.replaceFirst("^/WEB-INF/classes", ""));
        }

        @Override
        public ClassLoader getClassLoader() {
            return OwnMechanismsTest.class.getClassLoader();
        }
    }
}
