/** What the deployer said: read once, validated whole, immutable. */
@NullMarked
package org.authfilter.internal.config;

import org.jspecify.annotations.NullMarked;
