package vn.minhxac.complaint.internal.routing;

/**
 * What the decision table wants to know of the place of vaccination.
 *
 * @param routingProfile model of local government of the province
 * @param toProvince     passed on twice, overdue, or reopened: the province answers
 * @param site           {@code ACTIVE}, {@code SUCCEEDED}, {@code CLOSED}, {@code SECTOR} or {@code UNKNOWN}
 * @param place          how far down the place is known: {@code COMMUNE}, {@code DISTRICT}, {@code PROVINCE} or {@code NONE}
 * @param stationAccount {@code DELEGATED}, {@code HAS_ACCOUNT} or {@code NONE}; likewise {@code districtAccount}
 */
public record Whereabouts(String routingProfile, boolean toProvince, boolean abroad, String site, boolean doseInfoFull, String place,
                          String stationAccount, String districtAccount) {
}
