using System.Globalization;

namespace LocalCloud.Aws.S3.Protocol;

/// <summary>One range of a Range header, with both ends inclusive.</summary>
internal readonly record struct ByteRange(long First, long Last)
{
    public enum Kind
    {
        Whole,
        Part,
        NotSatisfiable,
    }

    public long Length => Last - First + 1;

    /// <summary>S3 ignores what is not a single well-formed range and answers the whole object (RFC 9110, 14.2).</summary>
    public static Kind Parse(string? header, long size, out ByteRange range)
    {
        range = new(0, size - 1);
        if (header is null || !header.StartsWith("bytes=", StringComparison.OrdinalIgnoreCase))
            return Kind.Whole;
        var ends = header.AsSpan(6).Trim();
        var dash = ends.IndexOf('-');
        if (dash < 0 || ends.Contains(','))
            return Kind.Whole;
        var from = ends[..dash].Trim();
        var to = ends[(dash + 1)..].Trim();
        if (from.IsEmpty)
        {
            if (!TryParse(to, out var suffix))
                return Kind.Whole;
            range = new(Math.Max(0, size - suffix), size - 1);
            return suffix == 0 || size == 0 ? Kind.NotSatisfiable : Kind.Part;
        }
        if (!TryParse(from, out var first))
            return Kind.Whole;
        var last = long.MaxValue;
        if (!to.IsEmpty && (!TryParse(to, out last) || last < first))
            return Kind.Whole;
        range = new(first, Math.Min(last, size - 1));
        return first >= size ? Kind.NotSatisfiable : Kind.Part;
    }

    private static bool TryParse(ReadOnlySpan<char> text, out long value) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
