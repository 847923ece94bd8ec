namespace LocalCloud.Aws.Kms.Import;

/// <summary>The wrapping key that was given out for the import of a key's material; good for a day.</summary>
/// <param name="Token">In Base64; names this row.</param>
/// <param name="PrivateKey">RSA, in PKCS #8.</param>
internal sealed record ImportParameters(string Token, string KeyRow, string WrappingAlgorithm, byte[] PrivateKey, DateTimeOffset ValidTo)
{
    /// <summary>Not the private key: records print themselves.</summary>
    public override string ToString() => KeyRow;
}
