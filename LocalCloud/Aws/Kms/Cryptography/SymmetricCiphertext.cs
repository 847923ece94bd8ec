using System.Security.Cryptography;
using System.Text;
using LocalCloud.Aws.Kms.Keys;

namespace LocalCloud.Aws.Kms.Cryptography;

/// <summary>
/// The blob of a symmetric key: it names its key and the material, so that it is decrypted without being told by what. Its form is
/// LocalCloud's own (AWS tells nothing of its): format, length and text of the key's id, 32 bytes of the material's id, 12 of nonce, 16 of
/// tag, and AES-256-GCM's output. What stands before the nonce is authenticated as well.
/// </summary>
internal sealed record SymmetricCiphertext(string KeyId, string MaterialId, byte[] Head, byte[] Nonce, byte[] Tag, byte[] Body)
{
    private const byte Format = 1;
    private const int NonceLength = 12,
        TagLength = 16,
        MaterialLength = 32;

    public static byte[] Encrypt(Key key, ReadOnlySpan<byte> plaintext, IReadOnlyDictionary<string, string>? context)
    {
        byte[] head = [Format, (byte)key.Id.Length, .. Encoding.ASCII.GetBytes(key.Id), .. Convert.FromHexString(key.Current.Id)];
        var blob = new byte[head.Length + NonceLength + TagLength + plaintext.Length];
        head.CopyTo(blob, 0);
        var nonce = blob.AsSpan(head.Length, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        var tag = blob.AsSpan(head.Length + NonceLength, TagLength);
        using var aes = new AesGcm(key.Current.Secret, TagLength);
        aes.Encrypt(nonce, plaintext, blob.AsSpan(head.Length + NonceLength + TagLength), tag, Authenticated(head, context));
        return blob;
    }

    /// <summary>Null for bytes that are no blob of a symmetric key.</summary>
    public static SymmetricCiphertext? Parse(byte[] blob)
    {
        if (blob.Length < 2 || blob[0] != Format)
            return null;
        var head = 2 + blob[1] + MaterialLength;
        if (blob.Length < head + NonceLength + TagLength)
            return null;
        return new(
            Encoding.ASCII.GetString(blob, 2, blob[1]),
            Convert.ToHexStringLower(blob, 2 + blob[1], MaterialLength),
            blob[..head],
            blob[head..(head + NonceLength)],
            blob[(head + NonceLength)..(head + NonceLength + TagLength)],
            blob[(head + NonceLength + TagLength)..]
        );
    }

    /// <summary>Null when it was not encrypted by the key, in this context, or was changed since.</summary>
    public byte[]? Decrypt(Key key, IReadOnlyDictionary<string, string>? context)
    {
        if (key.Materials.Find(m => m.Id == MaterialId) is not { } material)
            return null;
        var plaintext = new byte[Body.Length];
        using var aes = new AesGcm(material.Secret, TagLength);
        try
        {
            aes.Decrypt(Nonce, Body, Tag, plaintext, Authenticated(Head, context));
            return plaintext;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] Authenticated(byte[] head, IReadOnlyDictionary<string, string>? context) =>
        [.. head, .. EncryptionContext.Bytes(context)];
}
