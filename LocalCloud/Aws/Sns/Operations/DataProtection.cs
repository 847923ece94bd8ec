namespace LocalCloud.Aws.Sns.Operations;

internal static class DataProtection
{
    private const int MaxLength = 30_720;

    /// <summary>An empty policy takes the present one away.</summary>
    public static AwsError? Check(string policy) =>
        policy.Length <= MaxLength && (policy.Length == 0 || Json.Object(policy) is not null)
            ? null
            : SnsErrors.Invalid("DataProtectionPolicy");
}
