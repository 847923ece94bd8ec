using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace LocalCloud.Aws.EventBridge.Patterns;

internal static class IpLiteral
{
    private static readonly SearchValues<byte> V4 = SearchValues.Create("0123456789."u8);
    private static readonly SearchValues<byte> V6 = SearchValues.Create("0123456789abcdefABCDEF:"u8);

    /// <summary>
    /// Four decimal parts, or IPv6: the shorthands that IPAddress also takes ("1", "0x7f.1") are no addresses here.
    /// As a number of 128 bits; a v4 address is the v6 address that it is mapped to.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out UInt128 value, out bool v4)
    {
        value = default;
        v4 = text.Count((byte)'.') == 3 && !text.ContainsAnyExcept(V4);
        if (!v4 && (text.Length is < 2 or > 39 || !text.Contains((byte)':') || text.ContainsAnyExcept(V6)))
            return false;
        if (!IPAddress.TryParse(text, out var address))
            return false;
        Span<byte> bytes = stackalloc byte[16];
        (address.AddressFamily == AddressFamily.InterNetwork ? address.MapToIPv6() : address).TryWriteBytes(bytes, out _);
        value = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return true;
    }
}
