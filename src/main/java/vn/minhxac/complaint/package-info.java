/**
 * Complaints of citizens (dispatch 9458): filed on the portal, by API or with an officer's help; routed by a decision table to
 * the unit that can answer; answered within 48 hours of being recorded, by a clock that nothing moves. The process is
 * {@code complaint-handling.bpmn}, the table {@code complaint-routing.dmn}.
 */
package vn.minhxac.complaint;
