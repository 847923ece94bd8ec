namespace LocalCloud.Aspire.Settings;

/// <summary>What somebody meant who mistyped a name.</summary>
internal static class Nearest
{
    /// <summary>" Did you mean NAME?", or nothing when no name is near.</summary>
    public static string Hint(string text, IEnumerable<string> names) => Of(text, names) is { } name ? $" Did you mean {name}?" : "";

    /// <returns>The name that takes the fewest typing errors, a third of its letters at most; null when none does.</returns>
    public static string? Of(string text, IEnumerable<string> names) =>
        names
            .Select(n => (Name: n, Errors: Errors(text.ToUpperInvariant(), n.ToUpperInvariant())))
            .Where(n => n.Errors <= Math.Max(1, n.Name.Length / 3))
            .OrderBy(n => n.Errors)
            .Select(n => n.Name)
            .FirstOrDefault();

    /// <summary>
    /// Letters left out, added, changed, or swapped with their neighbour: the restricted Damerau-Levenshtein distance, by three rows
    /// of its table.
    /// </summary>
    public static int Errors(string a, string b)
    {
        var (before, last, now) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
            last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            now[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                now[j] = Math.Min(Math.Min(last[j], now[j - 1]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                var isSwap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                if (isSwap)
                    now[j] = Math.Min(now[j], before[j - 2] + 1);
            }
            (before, last, now) = (last, now, before);
        }
        return last[b.Length];
    }
}
