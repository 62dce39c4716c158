package org.authfilter.it.servers;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.authfilter.it.Wars;
import org.authfilter.it.app.AsyncServlet;
import org.authfilter.it.app.Orders;
import org.authfilter.it.app.WhoServlet;
import org.authfilter.it.app.tokens.AsyncOrders;
import org.authfilter.it.roles.LedgerBean;
import org.authfilter.it.servers.MatrixRow.Part;
import org.authfilter.it.servers.app.AnnotatedProvider;
import org.authfilter.it.servers.app.MatrixApplication;
import org.authfilter.it.servers.app.MatrixResource;
import org.authfilter.it.servers.app.UnsafeBean;
import org.authfilter.it.servers.app.VaultServlet;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.FakeOpenIdProvider;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The WARs of the matrix, from the same classes for all servers; what a server lacks is bundled. */
final class MatrixWars {

    private final MatrixRow row;
    private final FakeIssuer issuer;
    private final FakeOpenIdProvider provider;

    MatrixWars(MatrixRow row, FakeIssuer issuer, FakeOpenIdProvider provider) {
        this.row = row;
        this.issuer = issuer;
        this.provider = provider;
    }

    List<WebArchive> all() {
        List<WebArchive> wars = new ArrayList<>(List.of(shop(), contextParams(), annotated(), wrong(), absolute()));
        if (row.has(Part.CDI)) {
            wars.add(unsafe());
        }
        return wars;
    }

    /** An application that uses all that its server has. */
    WebArchive shop() {
        WebArchive war = configured("shop", shopKeys()).addClasses(WhoServlet.class, AsyncServlet.class);
        if (row.has(Part.CDI)) {
            war.addClasses(MatrixApplication.class, MatrixResource.class)
                    .addClasses(Orders.class, AsyncOrders.class)
                    .addAsWebInfResource(Wars.beansXml("all"), "beans.xml");
        }
        if (row.has(Part.EJB)) {
            war.addClasses(LedgerBean.class, VaultServlet.class);
        }
        return war;
    }

    private Map<String, String> shopKeys() {
        Map<String, String> keys = backend();
        keys.put("auth-filter.max-waiting-requests", "50");
        keys.put("auth-filter.provider.idp.type", "oidc");
        keys.put("auth-filter.provider.idp.issuer", provider.issuer());
        keys.put("auth-filter.provider.idp.client-id", FakeOpenIdProvider.CLIENT_ID);
        keys.put("auth-filter.provider.idp.client-auth", "client_secret_post");
        keys.put("auth-filter.provider.idp.client-secret", "any");
        return keys;
    }

    private Map<String, String> backend() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("auth-filter.provider.backend.type", "credentials");
        keys.put("auth-filter.provider.backend.login-url", issuer.loginUrl().toString());
        keys.put("auth-filter.provider.backend.refresh-url", issuer.refreshUrl().toString());
        keys.put("auth-filter.provider.backend.logout-url", issuer.logoutUrl().toString());
        return keys;
    }

    private WebArchive contextParams() {
        return empty("params").addClass(WhoServlet.class).setWebXML(webXml(contextParams(backend())));
    }

    private WebArchive annotated() {
        return empty("annotated").addClasses(WhoServlet.class, AnnotatedProvider.class);
    }

    private WebArchive wrong() {
        Map<String, String> keys = backend();
        keys.put("auth-filter.refresh-margn", "soon");
        return configured("wrong", keys).addClass(WhoServlet.class);
    }

    private WebArchive absolute() {
        return empty("absolute")
                .addClass(WhoServlet.class)
                .setWebXML(
                        webXml("<absolute-ordering><name>other</name></absolute-ordering>" + contextParams(backend())));
    }

    private WebArchive unsafe() {
        return configured("unsafe", backend())
                .addClasses(WhoServlet.class, UnsafeBean.class)
                .addAsWebInfResource(Wars.beansXml("all"), "beans.xml");
    }

    /** By MicroProfile Config where the server has it, else by context parameters. */
    private WebArchive configured(String name, Map<String, String> keys) {
        WebArchive war = empty(name);
        if (!row.has(Part.CDI)) {
            return war.setWebXML(webXml(contextParams(keys)));
        }
        keys.put("orders/mp-rest/url", issuer.url("").toString());
        String[] lines = keys.entrySet().stream()
                .map(key -> key.getKey() + "=" + key.getValue())
                .toArray(String[]::new);
        return war.setWebXML(webXml("")).addAsResource(Wars.lines(lines), "META-INF/microprofile-config.properties");
    }

    private WebArchive empty(String name) {
        return Wars.withAuthFilter(name).addAsLibraries(bundled());
    }

    private File[] bundled() {
        File[] libraries = Path.of(System.getProperty("servlet-container.libraries"))
                .toFile()
                .listFiles();
        if (libraries == null) {
            throw new IllegalStateException("There are no libraries for servlet containers: run mvn verify");
        }
        return Arrays.stream(libraries)
                .filter(library -> row.bundles(library.getName()))
                .toArray(File[]::new);
    }

    private static org.jboss.shrinkwrap.api.asset.StringAsset webXml(String elements) {
        return Wars.webXml(
                "",
                elements,
                "<servlet><servlet-name>who</servlet-name><servlet-class>" + WhoServlet.class.getName()
                        + "</servlet-class></servlet>",
                "<servlet-mapping><servlet-name>who</servlet-name><url-pattern>/constrained/*</url-pattern>"
                        + "</servlet-mapping>",
                constraint("/constrained/users/*", "user"),
                constraint("/constrained/admins/*", "admin"),
                "<security-role><role-name>user</role-name></security-role>",
                "<security-role><role-name>admin</role-name></security-role>");
    }

    private static String constraint(String pattern, String role) {
        return "<security-constraint><web-resource-collection><web-resource-name>x</web-resource-name><url-pattern>"
                + pattern + "</url-pattern></web-resource-collection><auth-constraint><role-name>" + role
                + "</role-name></auth-constraint></security-constraint>";
    }

    private static String contextParams(Map<String, String> keys) {
        StringBuilder xml = new StringBuilder();
        keys.forEach((key, value) -> xml.append("<context-param><param-name>")
                .append(key)
                .append("</param-name><param-value>")
                .append(value)
                .append("</param-value></context-param>"));
        return xml.toString();
    }
}
