namespace LocalCloud.Aws;

/// <summary>
/// Ids of requests and messages: unlikely to meet, but no secrets, and so made without asking the kernel for entropy each time.
/// </summary>
internal static class RandomId
{
    public static Guid New()
    {
        Span<byte> bytes = stackalloc byte[16];
        Random.Shared.NextBytes(bytes);
        // A version 4 UUID, as AWS's ids are (RFC 9562).
        bytes[6] = (byte)(bytes[6] & 0x0f | 0x40);
        bytes[8] = (byte)(bytes[8] & 0x3f | 0x80);
        return new(bytes, bigEndian: true);
    }
}
