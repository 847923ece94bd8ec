namespace LocalCloud.Aws.CloudFormation.Resources;

/// <summary>The known name that somebody who mistyped one most likely meant.</summary>
internal static class Nearest
{
    public static string Hint(string name, IEnumerable<string> known) => Of(name, known) is { } meant ? $". Did you mean {meant}?" : "";

    /// <returns>The first of the nearest; null when none is near.</returns>
    public static string? Of(string name, IEnumerable<string> known)
    {
        var best = known.Select(candidate => (candidate, distance: Distance(name, candidate))).MinBy(pair => pair.distance);
        return best.candidate is not null && best.distance <= Math.Max(2, name.Length / 3) ? best.candidate : null;
    }

    /// <summary>Levenshtein's, without regard to case.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]);
                (diagonal, row[j]) = (row[j], Math.Min(diagonal + (same ? 0 : 1), Math.Min(row[j], row[j - 1]) + 1));
            }
        }
        return row[^1];
    }
}
