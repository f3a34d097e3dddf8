/**
 * Data cleaning (2262/BYT-CNTT): what is wrong with a record and what could be right, asked of the population database; lists of a commune
 * that station, hamlets and police work through together; the records changed, and compared again. The process is {@code data-cleaning.bpmn}.
 */
package vn.minhxac.cleaning;
