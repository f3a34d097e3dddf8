/**
 * Signing of dose data (dispatches 1908 and 9438): doses that may be signed are gathered by the unit that entered them, frozen
 * under one Merkle root, reviewed, approved by another person, and signed once for the whole list; each dose keeps the proof
 * that it is in the list. The process is {@code dose-signing.bpmn}.
 */
package vn.minhxac.signing;
