namespace LocalCloud.Aws.Iam;

internal static class Names
{
    /// <summary>Letters, digits and a few more (docs: IAM identifiers).</summary>
    public static AwsError? Check(string name, string member) =>
        name.All(c => char.IsAsciiLetterOrDigit(c) || "+=,.@_-".Contains(c, StringComparison.Ordinal))
            ? null
            : new AwsError(
                "ValidationError",
                $"The specified value for {member} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-"
            );
}
