using System.Text.RegularExpressions;

namespace LocalCloud.Aws.Kms.Operations;

/// <summary>What an alias of a user's may be called.</summary>
internal static partial class AliasName
{
    public static AwsError? Refuse(string name) =>
        !name.StartsWith("alias/", StringComparison.Ordinal) ? Invalid("Invalid identifier")
        : name.StartsWith("alias/aws/", StringComparison.Ordinal) ? new AwsError("NotAuthorizedException", "")
        : Pattern().IsMatch(name) ? null
        : name.Length == "alias/".Length ? Invalid("Invalid identifier")
        : new AwsError(
            "ValidationException",
            $"1 validation error detected: Value '{name}' at 'aliasName' failed to satisfy constraint: Member must satisfy regular "
                + "expression pattern: ^[a-zA-Z0-9:/_-]+$"
        );

    private static AwsError Invalid(string message) => new("ValidationException", message);

    [GeneratedRegex("^alias/[a-zA-Z0-9/_-]+$")]
    private static partial Regex Pattern();
}
