package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.HttpMethodConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.annotation.ServletSecurity.TransportGuarantee;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnsupportedSecurityFeaturesTest {

    private static final String NOTHING = "";

    @ServletSecurity(@HttpConstraint(rolesAllowed = "admin"))
    private static final class SecuredServlet {}

    @ServletSecurity(httpMethodConstraints = @HttpMethodConstraint(value = "POST", rolesAllowed = "admin"))
    private static final class ServletWithSecuredPost {}

    @ServletSecurity(@HttpConstraint(transportGuarantee = TransportGuarantee.CONFIDENTIAL))
    private static final class ServletByTlsOnly {}

    @RolesAllowed("admin")
    private static final class SecuredResource {
        @PermitAll
        @SuppressWarnings("unused")
        private void open() {}
    }

    @Test
    void a_security_constraint_is_reported_with_an_alternative() {
        assertThat(
                        outOfReach(
                                "<security-constraint><auth-constraint><role-name>admin</role-name></auth-constraint></security-constraint>"))
                .singleElement()
                .asString()
                .startsWith("web.xml has a <security-constraint>")
                .contains("required-roles");
    }

    @Test
    void a_login_config_is_reported_with_its_method_and_an_alternative() {
        assertThat(outOfReach("<login-config><auth-method>FORM</auth-method></login-config>"))
                .singleElement()
                .asString()
                .startsWith("web.xml has a <login-config> with FORM")
                .contains("sign-in-page");
    }

    @Test
    void servlets_with_roles_are_reported_in_one_sentence() {
        assertThat(outOfReach(NOTHING, SecuredServlet.class, ServletWithSecuredPost.class, ServletByTlsOnly.class))
                .singleElement()
                .asString()
                .startsWith("@ServletSecurity")
                .contains(SecuredServlet.class.getName() + ", " + ServletWithSecuredPost.class.getName() + ".")
                .doesNotContain("ByTlsOnly")
                .contains("required-roles");
    }

    @Test
    void roles_of_classes_that_are_no_EJB_are_not_reported() {
        assertThat(outOfReach(NOTHING, SecuredResource.class)).isEmpty();
    }

    @Test
    void a_WAR_without_these_features_gets_no_warning() {
        assertThat(outOfReach("<session-config><session-timeout>5</session-timeout></session-config>"))
                .isEmpty();
    }

    private static List<String> outOfReach(String webXml, Class<?>... annotated) {
        return UnsupportedSecurityFeatures.of(WebXml.of(WebXmlContext.ofElements(webXml)), Set.of(annotated));
    }
}
