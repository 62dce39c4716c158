package org.authfilter.it;

import org.authfilter.it.app.SessionPolls;
import org.authfilter.it.app.TokenServlet;
import org.authfilter.testkit.FakeIssuer;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The WAR {@code tabs}: a public page, the same page for signed-in users, and one with a scripted server. */
final class TabsWar {

    static final String NAME = "tabs";
    static final String OPEN_PAGE = "/tabs/open/page.html";
    static final String PRIVATE_PAGE = "/tabs/private/page.html";
    static final String SCRIPTED_PAGE = "/tabs/open/scripted.html";

    private TabsWar() {}

    static WebArchive signingInAt(FakeIssuer issuer) {
        return Wars.signingInAt(issuer, NAME, "auth-filter.public-paths=/open/*")
                .addClasses(SessionPolls.class, TokenServlet.class)
                .addAsWebResource("browser/page.html", "open/page.html")
                .addAsWebResource("browser/page.html", "private/page.html")
                .addAsWebResource("browser/page.js", "open/page.js")
                .addAsWebResource("browser/scripted.html", "open/scripted.html")
                .addAsWebResource("browser/scripted.js", "open/scripted.js");
    }
}
