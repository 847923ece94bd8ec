namespace LocalCloud.Aws.S3.Locks;

/// <summary>What keeps a version of an object from being deleted: docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html</summary>
/// <param name="LegalHold">Null when it was never set, which S3 tells from "off".</param>
internal sealed record ObjectLock(Retention? Retention, bool? LegalHold)
{
    public bool Holds(DateTimeOffset now, bool bypassesGovernance) =>
        LegalHold == true || Retention?.Holds(now, bypassesGovernance) == true;
}

/// <param name="Mode">GOVERNANCE or COMPLIANCE.</param>
internal sealed record Retention(string Mode, DateTimeOffset Until)
{
    public const string Governance = "GOVERNANCE";

    public static readonly string[] Modes = [Governance, "COMPLIANCE"];

    public bool Holds(DateTimeOffset now, bool bypassesGovernance) => now < Until && !(bypassesGovernance && Mode == Governance);

    /// <summary>
    /// Longer in the same mode is always allowed; all else is a weakening that only whoever may delete the object may do.
    /// </summary>
    public bool MayBecome(Retention? next, DateTimeOffset now, bool bypassesGovernance) =>
        !Holds(now, bypassesGovernance) || (next is not null && next.Mode == Mode && next.Until >= Until);
}
