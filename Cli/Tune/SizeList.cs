using System.Globalization;

namespace Serverless.Cli.Tune;

/// <summary>Memory sizes as they are given: <c>128,256,512</c>.</summary>
internal static class SizeList
{
    // https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
    private const int Least = 128,
        Most = 10_240;

    /// <returns>MB, ascending; null when one is none, or there twice.</returns>
    public static IReadOnlyList<int>? Parse(string text)
    {
        var sizes = new SortedSet<int>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
            if (
                !int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
                || size is < Least or > Most
                || !sizes.Add(size)
            )
                return null;
        return [.. sizes];
    }
}
