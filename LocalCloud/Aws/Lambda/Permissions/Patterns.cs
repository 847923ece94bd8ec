using System.Text.RegularExpressions;

namespace LocalCloud.Aws.Lambda.Permissions;

internal static partial class Patterns
{
    [GeneratedRegex(@"^([a-zA-Z0-9-_]+)$")]
    public static partial Regex StatementId { get; }

    [GeneratedRegex(@"^([a-zA-Z0-9-_.]+)$")]
    public static partial Regex NamespacedStatementId { get; }

    [GeneratedRegex(@"^(lambda:[*]|lambda:[a-zA-Z]+|[*])$")]
    public static partial Regex Action { get; }

    [GeneratedRegex(@"^[^\s]+$")]
    public static partial Regex NoSpace { get; }

    [GeneratedRegex(@"^\d{12}$")]
    public static partial Regex Account { get; }
}
