namespace LocalCloud.Aws.Iam.Policies.Versions;

internal sealed record PolicyVersionResponse(PolicyVersionShape PolicyVersion);

internal sealed record PolicyVersionShape(string? Document, string VersionId, bool IsDefaultVersion, DateTimeOffset CreateDate)
{
    public static PolicyVersionShape Of(Policy policy, PolicyVersion version, bool withDocument) =>
        new(
            withDocument ? Uri.EscapeDataString(version.Document) : null,
            version.Id,
            version.Id == policy.DefaultVersion,
            version.CreateDate
        );

    /// <summary>AWS's own policies have one version here.</summary>
    public static PolicyVersionShape Of(ManagedPolicy policy) =>
        new(Uri.EscapeDataString(policy.Document), "v1", true, DateTimeOffset.UnixEpoch);
}
