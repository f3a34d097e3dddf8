/**
 * Training mode only: a PostgreSQL of its own, simulators of what lies outside, a fictional province, accounts for every
 * role, messages caught, a clock to move. Every bean here has the profile {@code training}; nothing depends on this module.
 */
package vn.minhxac.training;
