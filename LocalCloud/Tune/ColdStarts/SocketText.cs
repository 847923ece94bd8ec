using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace LocalCloud.Tune.ColdStarts;

/// <summary>A socket address as .NET's events have it, <c>InterNetwork:16:{21,56,127,0,0,1,...}</c>, as people write it.</summary>
internal static partial class SocketText
{
    public static string Of(string text)
    {
        if (Form().Match(text) is not { Success: true } match)
            return text;
        // The port in network order, then for IPv4 the address, for IPv6 four bytes of flow and the address (as in sockaddr_in,
        // sockaddr_in6)
        var bytes = match.Groups["bytes"].Value.Split(',').Select(b => byte.Parse(b, CultureInfo.InvariantCulture)).ToArray();
        var address =
            match.Groups["family"].Value == "InterNetwork" ? bytes[2..6]
            : bytes.Length >= 22 ? bytes[6..22]
            : null;
        if (address is null)
            return text;
        var ip = new IPAddress(address);
        return new IPEndPoint(ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip, (bytes[0] << 8) | bytes[1]).ToString();
    }

    [GeneratedRegex(@"^(?<family>InterNetwork|InterNetworkV6):[0-9]+:\{(?<bytes>[0-9]{1,3}(,[0-9]{1,3}){6,})\}\z")]
    private static partial Regex Form();
}
