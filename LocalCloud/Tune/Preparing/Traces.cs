using System.Globalization;
using System.Text.RegularExpressions;

namespace LocalCloud.Tune.Preparing;

/// <summary>How what a measurement makes is known as its own: also by the next one, after one that was killed.</summary>
internal static partial class Traces
{
    /// <summary>
    /// Of every version's environment: it makes each a version of its own, whatever else is equal, so that none of the user's is taken for
    /// ours.
    /// </summary>
    public const string Variable = "SERVERLESS_TUNE";

    /// <param name="memorySize">MB, what the function had: it is restored from here when nothing else is left.</param>
    public static string Describe(int memorySize) => $"serverless tune; the function has {memorySize} MB";

    /// <summary>The variable's value: no two versions have the same.</summary>
    public static string Describe(int memorySize, string alias) => $"{Describe(memorySize)}; {alias}";

    public static bool IsOurs(string description) => Description().IsMatch(description);

    /// <returns>MB; null: it is not of ours.</returns>
    public static int? MemorySize(string description) =>
        Description().Match(description) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    public static Dictionary<string, string> Without(IReadOnlyDictionary<string, string> variables) =>
        variables.Where(v => v.Key is not (Variable or CpuLimits.Variable)).ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal);

    [GeneratedRegex(@"^serverless tune; the function has ([0-9]+) MB(; \S+)?\z")]
    private static partial Regex Description();
}
