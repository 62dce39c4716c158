package org.authfilter.internal.refresh;

import java.util.function.Consumer;
import org.authfilter.internal.shared.SharedStoreClient;

/**
 * How the nodes of a cluster reach each other.
 *
 * @param store shared with the other nodes
 * @param endSignIn ends the sign-in with this id on all nodes, at the next request of each; may throw if it can't
 */
public record Cluster(SharedStoreClient store, Consumer<String> endSignIn) {}
