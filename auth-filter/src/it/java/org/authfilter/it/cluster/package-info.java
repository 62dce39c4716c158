/**
 * Two nodes of a cluster, of which one is killed again and again. These tests start the servers themselves, each as a
 * process, since it is processes that die.
 */
package org.authfilter.it.cluster;
