package org.authfilter.it;

import org.authfilter.it.app.EventLog;
import org.authfilter.it.app.RestApplication;
import org.authfilter.it.app.RolesResource;
import org.authfilter.it.app.WhoServlet;
import org.authfilter.it.old.ChatEndpoint;
import org.authfilter.it.old.ErrorPageServlet;
import org.authfilter.it.roles.CallerServlet;
import org.authfilter.testkit.FakeIssuer;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A WAR that leaves its security to the container, and whose {@code protected-paths} protect next to nothing. */
public final class ConstrainedWar {

    private static final String CALLER = CallerServlet.class.getName();

    private ConstrainedWar() {}

    /** Signs in at {@code issuer}, with further lines of configuration. */
    public static WebArchive of(FakeIssuer issuer, String name, String... lines) {
        return Wars.signingInAt(issuer, name, lines)
                .addPackage(CallerServlet.class.getPackage())
                .addClasses(WhoServlet.class, RestApplication.class, RolesResource.class)
                .addClasses(ChatEndpoint.class, EventLog.class, ErrorPageServlet.class)
                .addAsWebInfResource(Wars.beansXml("all"), "beans.xml")
                .addAsWebInfResource(ejbJar(), "ejb-jar.xml")
                .addAsWebResource(new StringAsset("JSP of ${pageContext.request.remoteUser}"), "pages/caller.jsp")
                .addAsWebResource(facesPage(), "pages/caller.xhtml")
                .setWebXML(Wars.webXml(
                        "",
                        servlet("caller", CALLER, "/public/caller", "/users/caller"),
                        servlet("faces", "jakarta.faces.webapp.FacesServlet", "*.xhtml"),
                        servlet("error-page", ErrorPageServlet.class.getName(), "/error-page"),
                        "<error-page><error-code>403</error-code><location>/error-page</location></error-page>",
                        "<error-page><error-code>409</error-code><location>/public/caller</location></error-page>",
                        constraint("/users/*", "", role("user")),
                        constraint("/pages/*", "", role("user")),
                        constraint("/chat", "", role("user")),
                        constraint("/who", "", role("**")),
                        constraint("/admins/*", "", role("admin")),
                        constraint("/public/who", "<http-method>POST</http-method>", role("admin")),
                        constraint("/nothing/*", "", ""),
                        constraint("/encrypted/*", "", role("user"))
                                .replace(
                                        "</security-constraint>",
                                        "<user-data-constraint><transport-guarantee>CONFIDENTIAL</transport-guarantee>"
                                                + "</user-data-constraint></security-constraint>"),
                        "<security-role><role-name>user</role-name></security-role>",
                        "<security-role><role-name>admin</role-name></security-role>",
                        "<security-role><role-name>auditor</role-name></security-role>"));
    }

    static String constraint(String pattern, String methods, String roles) {
        return "<security-constraint><web-resource-collection><web-resource-name>x</web-resource-name><url-pattern>"
                + pattern + "</url-pattern>" + methods + "</web-resource-collection><auth-constraint>" + roles
                + "</auth-constraint></security-constraint>";
    }

    static String role(String name) {
        return "<role-name>" + name + "</role-name>";
    }

    private static String servlet(String name, String type, String... patterns) {
        StringBuilder xml = new StringBuilder("<servlet><servlet-name>" + name + "</servlet-name><servlet-class>" + type
                + "</servlet-class><async-supported>true</async-supported><security-role-ref><role-name>reader</role-name>"
                + "<role-link>user</role-link></security-role-ref></servlet>");
        for (String pattern : patterns) {
            xml.append("<servlet-mapping><servlet-name>" + name + "</servlet-name><url-pattern>" + pattern
                    + "</url-pattern></servlet-mapping>");
        }
        return xml.toString();
    }

    /** A view of Faces that shows the caller. */
    static StringAsset facesPage() {
        return new StringAsset("""
                <!DOCTYPE html>
                <html xmlns="http://www.w3.org/1999/xhtml" xmlns:h="jakarta.faces.html">
                <h:body>Faces of #{request.remoteUser} user=#{request.isUserInRole('user')}</h:body>
                </html>
                """);
    }

    /** The descriptor of {@link org.authfilter.it.roles.LedgerBean}. */
    static StringAsset ejbJar() {
        return new StringAsset("""
                <?xml version="1.0" encoding="UTF-8"?>
                <ejb-jar xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0">
                  <enterprise-beans>
                    <session>
                      <ejb-name>LedgerBean</ejb-name>
                      <ejb-class>org.authfilter.it.roles.LedgerBean</ejb-class>
                      <session-type>Stateless</session-type>
                    </session>
                  </enterprise-beans>
                  <assembly-descriptor>
                    <security-role><role-name>admin</role-name></security-role>
                    <method-permission>
                      <role-name>admin</role-name>
                      <method><ejb-name>LedgerBean</ejb-name><method-name>close</method-name></method>
                    </method-permission>
                  </assembly-descriptor>
                </ejb-jar>
                """);
    }
}
