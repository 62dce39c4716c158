/**
 * What is common to the fuzz tests, which stand beside what they test. Their inputs are texts, so that one can be read and
 * written: in the resources, under the name of the test.
 */
package org.authfilter.internal.fuzz;
