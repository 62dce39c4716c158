package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JarLocationTest {

    private static final ClassLoader ANOTHER = new URLClassLoader(new URL[0]);

    private final RecordingContext context =
            new RecordingContext().files("/WEB-INF/lib/", "/WEB-INF/lib/auth-filter.jar", "/WEB-INF/lib/other.jar");

    /** Open Liberty's class loader of a WAR is not the one that loads the jar. */
    @ParameterizedTest
    @CsvSource({
        "file:/liberty/workarea/cache/com.ibm.ws.app.manager_0/.cache/WEB-INF/lib/auth-filter.jar, true",
        "file:/liberty/apps/expanded/shop.war/WEB-INF/lib/auth-filter.jar,                         true",
        "file:/liberty/apps/expanded/shop.war/WEB-INF/lib/auth-filter.jar!/,                       true",
        "file:/liberty/apps/expanded/shop.war/WEB-INF/lib/auth-filter-old.jar,                     false",
        "file:/liberty/apps/expanded/shop.ear/lib/auth-filter.jar,                                 false",
        "file:/liberty/lib/auth-filter.jar,                                                        false",
    })
    void a_jar_of_another_class_loader_is_private_if_it_is_in_the_lib_of_the_WAR(String address, boolean isPrivate)
            throws Exception {
        JarLocation jar = new JarLocation(ANOTHER, URI.create(address).toURL());

        assertThat(jar.isPrivateTo(context)).isEqualTo(isPrivate);
    }

    @Test
    void a_jar_of_the_class_loader_of_the_WAR_is_private() {
        assertThat(new JarLocation(context.getClassLoader(), null).isPrivateTo(context))
                .isTrue();
    }

    @Test
    void a_jar_of_another_class_loader_without_an_address_is_shared() {
        assertThat(new JarLocation(ANOTHER, null).isPrivateTo(context)).isFalse();
    }

    @Test
    void a_jar_is_shared_if_the_WAR_has_no_libraries() throws Exception {
        URL address = URI.create("file:/x/WEB-INF/lib/auth-filter.jar").toURL();

        assertThat(new JarLocation(ANOTHER, address).isPrivateTo(new RecordingContext()))
                .isFalse();
    }
}
