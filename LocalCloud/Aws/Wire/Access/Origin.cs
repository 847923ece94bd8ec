namespace LocalCloud.Aws.Wire.Access;

/// <summary>scheme://host[:port] of a page, as browsers write it.</summary>
internal readonly ref struct Origin(ReadOnlySpan<char> scheme, Authority authority)
{
    public Authority Authority { get; } = authority;

    public ReadOnlySpan<char> Port =>
        !Authority.Port.IsEmpty ? Authority.Port
        : IsSecure ? "443"
        : "80";

    private bool IsSecure { get; } = scheme is "https";

    /// <returns>False for "null", which every page can make itself, and for what is no page of the web.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out Origin origin)
    {
        origin = default;
        var mark = text.IndexOf("://", StringComparison.Ordinal);
        if (mark < 0 || text[..mark] is not ("http" or "https") || !Authority.TryParse(text[(mark + 3)..], out var authority))
            return false;
        origin = new(text[..mark], authority);
        return true;
    }

    /// <summary>Of the page that a Referer header names; empty when it names none.</summary>
    public static string OfAddress(string? referer) =>
        Uri.TryCreate(referer, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address.GetLeftPart(UriPartial.Authority)
            : "";
}
