using System.Text.RegularExpressions;

namespace LocalCloud.Aws.Ssm;

/// <summary>What a name may be: docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html</summary>
internal static partial class ParameterName
{
    public static AwsError? Fault(string name)
    {
        if (!NamePattern().IsMatch(name) || name.Contains("//", StringComparison.Ordinal) || name.EndsWith('/'))
            return Errors.Invalid(
                "Parameter name: can't be prefixed with \"ssm\" (case-insensitive). If formed as a path, it can consist of sub-paths "
                    + "divided by slash symbol; "
                    + "each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_"
            );
        var first = name.TrimStart('/').Split('/')[0];
        if (first.StartsWith("aws", StringComparison.OrdinalIgnoreCase))
            return name.StartsWith('/')
                ? new AwsError("AccessDeniedException", $"No access to reserved parameter name: {name}.")
                : Errors.Invalid("Parameter name: can't be prefixed with \"aws\" or \"ssm\" (case-insensitive).");
        if (first.StartsWith("ssm", StringComparison.OrdinalIgnoreCase))
            return Errors.Invalid("Parameter name: can't be prefixed with \"aws\" or \"ssm\" (case-insensitive).");
        if (name.Contains('/') && !name.StartsWith('/'))
            return Errors.Invalid("Parameter name must be a fully qualified name.");
        return name.Count(c => c == '/') > 15
            ? new AwsError(
                "HierarchyLevelLimitExceededException",
                "Parameter name cannot exceed 15 levels. Choose a different name and try again."
            )
            : null;
    }

    [GeneratedRegex(@"^[a-zA-Z0-9_.\-/]+\z")]
    private static partial Regex NamePattern();
}
