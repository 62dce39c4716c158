package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.util.Set;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnenforcedRolesTest {

    private static final String FEATURE = "org.glassfish.jersey.server.filter.RolesAllowedDynamicFeature";

    @Path("/orders")
    private static final class Orders {
        @GET
        @RolesAllowed("admin")
        @SuppressWarnings("unused")
        private String all() {
            return "";
        }
    }

    @RolesAllowed("admin")
    private static final class NoResource {}

    @TempDir
    private static java.nio.file.Path classes;

    private static URL jersey;

    @BeforeAll
    static void compileJersey() throws Exception {
        java.nio.file.Path source = classes.resolve("ResourceConfig.java");
        Files.writeString(source, "package org.glassfish.jersey.server; public class ResourceConfig {}");
        ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", classes.toString(), source.toString());
        jersey = classes.toUri().toURL();
    }

    @Test
    void a_resource_with_roles_is_named_where_the_WAR_has_its_own_Jersey() throws Exception {
        try (URLClassLoader war = new URLClassLoader(new URL[] {jersey})) {
            assertThat(UnenforcedRoles.of(context(war), Set.of(Orders.class, NoResource.class)))
                    .singleElement()
                    .asString()
                    .contains("@RolesAllowed on " + Orders.class.getName() + " has no effect", FEATURE)
                    .doesNotContain("NoResource");
        }
    }

    @Test
    void a_resource_with_roles_is_not_named_where_the_server_has_Jersey() throws Exception {
        try (URLClassLoader server = new URLClassLoader(new URL[] {jersey});
                URLClassLoader war = new URLClassLoader(new URL[0], server)) {
            assertThat(UnenforcedRoles.of(context(war), Set.of(Orders.class))).isEmpty();
        }
    }

    @Test
    void a_resource_with_roles_is_not_named_without_Jersey() throws Exception {
        try (URLClassLoader war = new URLClassLoader(new URL[0])) {
            assertThat(UnenforcedRoles.of(context(war), Set.of(Orders.class))).isEmpty();
        }
    }

    @Test
    void a_resource_with_roles_is_not_named_where_the_feature_is_configured() throws Exception {
        try (URLClassLoader war = new URLClassLoader(new URL[] {jersey})) {
            RecordingContext context = context(war);
            context.addInitParameter("jersey.config.server.provider.classnames", "com.example.Other," + FEATURE);

            assertThat(UnenforcedRoles.of(context, Set.of(Orders.class))).isEmpty();
        }
    }

    @Test
    void a_class_with_roles_that_is_no_resource_is_not_named() throws Exception {
        try (URLClassLoader war = new URLClassLoader(new URL[] {jersey})) {
            assertThat(UnenforcedRoles.of(context(war), Set.of(NoResource.class)))
                    .isEmpty();
        }
    }

    private static RecordingContext context(ClassLoader ofTheWar) {
        return new RecordingContext() {
            @Override
            public ClassLoader getClassLoader() {
                return ofTheWar;
            }
        };
    }
}
