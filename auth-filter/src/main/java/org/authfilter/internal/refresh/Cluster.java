package org.authfilter.internal.refresh;

import org.authfilter.internal.shared.SharedStoreClient;

/**
 * What the nodes of a cluster share.
 *
 * @param store for their refreshes
 * @param endedSignIns what they tell each other of ended sessions
 */
public record Cluster(SharedStoreClient store, EndedSignIns endedSignIns) {}
