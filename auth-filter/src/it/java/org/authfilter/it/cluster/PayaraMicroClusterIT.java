package org.authfilter.it.cluster;

import org.authfilter.testkit.FakeIssuer;

/** Two Payara Micro with one application. */
class PayaraMicroClusterIT extends KillsOfNodes {

    private static final String APPLICATION = "shop";

    PayaraMicroClusterIT() {
        super("Payara Micro", APPLICATION);
    }

    @Override
    Cluster start(FakeIssuer issuer) {
        return PayaraMicroNodes.start(distributable(issuer, APPLICATION).addClass(MembersServlet.class));
    }
}
