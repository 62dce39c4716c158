/**
 * The common parts of the fuzz tests. Each fuzz test is in the package of the class that it tests. Its kept inputs are text
 * files, so that people can read and write them; they are resources in a directory with the name of the test.
 */
package org.authfilter.internal.fuzz;
