/** The configuration: declared keys, their sources, and settings that are read once, validated together and immutable. */
@NullMarked
package org.authfilter.internal.config;

import org.jspecify.annotations.NullMarked;
