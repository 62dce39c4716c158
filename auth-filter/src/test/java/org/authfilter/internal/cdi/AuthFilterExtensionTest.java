package org.authfilter.internal.cdi;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import org.authfilter.internal.web.RequestGuard;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockServletContext;

class AuthFilterExtensionTest {

    private final AuthFilterExtension extension = new AuthFilterExtension();
    private final MockServletContext context = new MockServletContext();

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
}
