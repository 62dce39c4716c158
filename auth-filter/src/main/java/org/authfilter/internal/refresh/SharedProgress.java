package org.authfilter.internal.refresh;

/** What the nodes of a cluster know of one refresh. By default, no other node knows it. Thread-safe. */
interface SharedProgress {

    SharedProgress NONE = new SharedProgress() {};

    /** Whether the result was found in the shared store. */
    default boolean hasResultOfAnotherNode() {
        return false;
    }

    /** Whether any node finds the result in the shared store. */
    default boolean isResultInStore() {
        return false;
    }
}
