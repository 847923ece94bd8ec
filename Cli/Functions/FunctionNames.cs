namespace Serverless.Cli.Functions;

internal static class FunctionNames
{
    /// <returns>The names that are meant, by the first way in which any is.</returns>
    public static IReadOnlyList<string> Match(string asked, IReadOnlyList<(string Name, string? LogicalId)> known)
    {
        Func<(string Name, string? LogicalId), bool>[] ways =
        [
            k => k.Name == asked || k.LogicalId == asked,
            k => k.Name.EndsWith($"-{asked}", StringComparison.Ordinal),
            // A name that CloudFormation has made: STACK-LOGICALID-RANDOM
            k => Plain(k.LogicalId ?? k.Name) == Plain(asked) || Parts(k.Name).Contains(Plain(asked)),
        ];
        return ways.Select(way => known.Where(way).Select(k => k.Name).Distinct().ToList()).FirstOrDefault(found => found.Count > 0) ?? [];
    }

    // Every way to leave out parts at the beginning, and the last one
    private static IEnumerable<string> Parts(string name)
    {
        var parts = name.Split('-');
        for (var i = 1; i < parts.Length; i++)
        {
            yield return Plain(string.Concat(parts[i..]));
            if (i < parts.Length - 1)
                yield return Plain(string.Concat(parts[i..^1]));
        }
    }

    // ReportWorkerFunction and report-worker are one
    private static string Plain(string name)
    {
        var plain = name.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
        return plain.EndsWith("FUNCTION", StringComparison.Ordinal) && plain.Length > 8 ? plain[..^8] : plain;
    }
}
