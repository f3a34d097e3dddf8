package vn.minhxac.citizen;

/** Where a person's identity stands against the national population database (9438). */
public enum IdentityStatus {
    DRAFT, PRECHECK_FAILED, SENT, MATCHED, MISMATCHED, UNVERIFIABLE, EXEMPT_FOREIGNER
}
