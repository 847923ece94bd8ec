namespace LocalCloud.Aws.S3.Objects;

/// <summary>
/// S3 lists keys "in UTF-8 binary order". UTF-16 code units give the same order but for surrogates, which UTF-8 puts last.
/// </summary>
internal sealed class KeyOrder : IComparer<string>
{
    public static readonly KeyOrder Instance = new();

    public int Compare(string? left, string? right)
    {
        ReadOnlySpan<char> a = left,
            b = right;
        var common = a.CommonPrefixLength(b);
        if (common == a.Length || common == b.Length)
            return a.Length - b.Length;
        return Rank(a[common]) - Rank(b[common]);
    }

    private static int Rank(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}
