package org.authfilter.it.cluster;

import java.util.Locale;
import org.authfilter.testkit.FakeIssuer;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Two WildFly with two applications, one with each marshaller that WildFly has for sessions. */
class WildFlyClusterIT extends KillsOfNodes {

    private static final String BY_JBOSS = "jboss";
    private static final String BY_PROTOSTREAM = "protostream";

    WildFlyClusterIT() {
        super("WildFly", BY_JBOSS, BY_PROTOSTREAM);
    }

    @Override
    Cluster start(FakeIssuer issuer) {
        return WildFlyNodes.start(application(issuer, BY_JBOSS), application(issuer, BY_PROTOSTREAM));
    }

    private static WebArchive application(FakeIssuer issuer, String marshaller) {
        return distributable(issuer, marshaller)
                .addAsWebInfResource(
                        new StringAsset("""
                        <?xml version="1.0" encoding="UTF-8"?>
                        <distributable-web xmlns="urn:jboss:distributable-web:4.0">
                            <infinispan-session-management cache-container="web" granularity="SESSION" marshaller="%s">
                                <primary-owner-affinity/>
                            </infinispan-session-management>
                        </distributable-web>
                        """.formatted(marshaller.toUpperCase(Locale.ROOT))), "distributable-web.xml");
    }
}
