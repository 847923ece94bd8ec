using System.Buffers.Binary;
using System.Text;

namespace LocalCloud.Aws.Kms.Cryptography;

/// <summary>
/// What must be told again to decrypt: https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html. It is authenticated with
/// the ciphertext, in one form whatever the order of its members.
/// </summary>
internal static class EncryptionContext
{
    public static byte[] Bytes(IReadOnlyDictionary<string, string>? context)
    {
        if (context is null or { Count: 0 })
            return [];
        using var bytes = new MemoryStream();
        foreach (var (name, value) in context.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Write(bytes, name);
            Write(bytes, value);
        }
        return bytes.ToArray();
    }

    private static void Write(MemoryStream bytes, string text)
    {
        var encoded = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, encoded.Length);
        bytes.Write(length);
        bytes.Write(encoded);
    }
}
