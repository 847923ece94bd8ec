using System.Text.RegularExpressions;

namespace LocalCloud.Publish.Plan;

/// <summary>A resource's name in the forms that AWS takes.</summary>
internal static partial class Names
{
    /// <summary>As a logical id: report-worker → ReportWorker.</summary>
    public static string Id(string name) => string.Concat(Words(name).Select(w => char.ToUpperInvariant(w[0]) + w[1..]));

    /// <summary>As a label of DNS, which is also what ElastiCache and RDS Proxy take: letters, digits and single hyphens.</summary>
    public static string Label(string name) => string.Join('-', Words(name));

    /// <summary>
    /// Of a stack: <c>Serverless.Aspire</c> → serverless-aspire. Some names that begin with the stack's are kept in lower case by AWS.
    /// </summary>
    public static string Stack(string application) =>
        Label(NoLetterOrDigit().Replace(application, " ")).ToLowerInvariant() is [>= 'a' and <= 'z', ..] name
            ? name[..Math.Min(name.Length, 128)].TrimEnd('-')
            : $"app-{Label(NoLetterOrDigit().Replace(application, " ")).ToLowerInvariant()}".TrimEnd('-');

    /// <summary>What functions, containers and log groups can be called.</summary>
    public static bool IsTaken(string name) => Form().IsMatch(name);

    private static IEnumerable<string> Words(string name) =>
        name.Split('-', '_', '.', ' ').Select(w => string.Concat(w.Where(char.IsAsciiLetterOrDigit))).Where(w => w.Length > 0);

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_-]*\z")]
    private static partial Regex Form();

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex NoLetterOrDigit();
}
