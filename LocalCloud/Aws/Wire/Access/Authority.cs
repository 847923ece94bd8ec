using System.Buffers;
using System.Net;

namespace LocalCloud.Aws.Wire.Access;

/// <summary>host[:port], as it stands in a Host header and in an origin. Names keep their case and lose a dot at their end.</summary>
/// <param name="port">empty: the scheme's own</param>
internal readonly ref struct Authority(ReadOnlySpan<char> host, ReadOnlySpan<char> port)
{
    private const int LongestName = 253;
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._"
    );

    public ReadOnlySpan<char> Host { get; } = host;

    public ReadOnlySpan<char> Port { get; } = port;

    /// <summary>localhost or a loopback address: what leads to this machine without DNS.</summary>
    public bool IsLoopback =>
        Host is "127.0.0.1"
        || Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IsAddress(out var address) && IPAddress.IsLoopback(address));

    public bool IsAddress(out IPAddress address)
    {
        address = IPAddress.None;
        return Host.Length > 0 && (char.IsAsciiDigit(Host[0]) || Host.Contains(':')) && IPAddress.TryParse(Host, out address!);
    }

    /// <summary>A name below the domain.</summary>
    /// <param name="domain">with a dot before it</param>
    public bool IsBelow(string domain) => Host.Length > domain.Length && Host.EndsWith(domain, StringComparison.OrdinalIgnoreCase);

    /// <returns>False for what is no authority, user names included.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out Authority authority)
    {
        authority = default;
        var end = text.StartsWith('[') ? text.IndexOf(']') : -1;
        var colon = text[(end + 1)..].IndexOf(':') is var found and >= 0 ? found + end + 1 : text.Length;
        var host = end > 0 ? text[1..end] : text[..colon];
        var port = colon < text.Length ? text[(colon + 1)..] : [];
        if (end > 0 && (colon != end + 1 || !IPAddress.TryParse(host, out _)) || colon == text.Length - 1)
            return false;
        if (end < 0 && (host.IsEmpty || host.Length > LongestName || host.ContainsAnyExcept(NameCharacters)))
            return false;
        if (port.Length > 5 || port.ContainsAnyExceptInRange('0', '9'))
            return false;
        authority = new(host is [.. var name, '.'] ? name : host, port);
        return true;
    }
}
