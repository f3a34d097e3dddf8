/**
 * The four steps (8938/BYT-DP, 9438/BYT-CNTT): a list is made, compared with the population database, vaccinated, and its doses
 * handed over to signing. One process instance is one list of one unit; its people are in tables, compared in chunks.
 */
package vn.minhxac.verification;
