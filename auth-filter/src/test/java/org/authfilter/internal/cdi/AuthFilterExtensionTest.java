package org.authfilter.internal.cdi;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.EventListener;
import java.util.List;
import java.util.Set;
import org.authfilter.internal.web.RequestGuard;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockServletContext;

class AuthFilterExtensionTest {

    private final AuthFilterExtension extension = new AuthFilterExtension();
    private final List<ServletContextListener> listeners = new ArrayList<>();
    private final MockServletContext context = new MockServletContext() {
        @Override
        public <T extends EventListener> void addListener(T listener) {
            listeners.add((ServletContextListener) listener);
        }
    };

    /** As Weld does on Tomcat and Jetty. */
    private final ServletContainerInitializer cdiOfTheWar = new ServletContainerInitializer() {
        @Override
        public void onStartup(Set<Class<?>> none, ServletContext started) {
            extension.failUnlessStarted(started);
        }
    };

    @Test
    void an_application_whose_initializer_did_not_run_fails_the_deployment() {
        assertThatThrownBy(() -> extension.failUnlessStarted(context))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("would be unprotected")
                .hasMessageContaining("<name>auth_filter</name>");
    }

    @Test
    void an_application_whose_initializer_ran_is_deployed() {
        context.setAttribute(RequestGuard.ATTRIBUTE, "the guard");

        assertThatCode(() -> extension.failUnlessStarted(context)).doesNotThrowAnyException();
    }

    @Test
    void an_application_is_deployed_if_CDI_starts_before_the_initializer_runs() throws Exception {
        cdiOfTheWar.onStartup(Set.of(), context);
        context.setAttribute(RequestGuard.ATTRIBUTE, "the guard");

        assertThatCode(this::startListeners).doesNotThrowAnyException();
    }

    @Test
    void an_application_fails_the_deployment_if_CDI_starts_and_the_initializer_never_runs() throws Exception {
        cdiOfTheWar.onStartup(Set.of(), context);

        assertThatThrownBy(this::startListeners)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("would be unprotected");
    }

    @Test
    void a_refused_listener_fails_the_deployment() {
        MockServletContext refusing = new MockServletContext();

        assertThatThrownBy(() -> cdiOfTheWar.onStartup(Set.of(), refusing)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void another_WAR_of_an_EAR_without_this_jar_is_deployed() throws Exception {
        try (URLClassLoader withoutThisJar = new URLClassLoader(new URL[0], null)) {
            MockServletContext other = new MockServletContext() {
                @Override
                public ClassLoader getClassLoader() {
                    return withoutThisJar;
                }
            };

            assertThatCode(() -> extension.failUnlessStarted(other)).doesNotThrowAnyException();
        }
    }

    @Test
    void an_application_scope_without_a_servlet_context_is_ignored() {
        assertThatCode(() -> extension.failUnlessStarted("EJB module")).doesNotThrowAnyException();
    }

    private void startListeners() {
        listeners.forEach(listener -> listener.contextInitialized(new ServletContextEvent(context)));
    }
}
