using LocalCloud.Aws.Kms.Cryptography;
using LocalCloud.Aws.Kms.Operations;

namespace LocalCloud.Aws.Metering.Measures;

/// <summary>What has to be said of the keys of a request beside its KeyId.</summary>
internal static class KmsMeasures
{
    /// <summary>The two sides of ReEncrypt, each of which is an action of its own.</summary>
    public const string From = "from",
        To = "to";

    public static readonly MeasureOf[] All =
    [
        new("kms", "Decrypt", call =>
        {
            var decrypt = (DecryptRequest)call.Request;
            call.Add(decrypt.KeyId ?? KeyOf(decrypt.CiphertextBlob), null, Request);
        }),
        new("kms", "ReEncrypt", call =>
        {
            var again = (ReEncryptRequest)call.Request;
            call.Add(again.SourceKeyId ?? KeyOf(again.CiphertextBlob), From, Request);
            call.Add(again.DestinationKeyId, To);
        }),
        // Of an alias both it and its key are asked about
        new("kms", "CreateAlias", call => Alias(call, ((AliasRequest)call.Request).AliasName, ((AliasRequest)call.Request).TargetKeyId)),
        new("kms", "UpdateAlias", call => Alias(call, ((AliasRequest)call.Request).AliasName, ((AliasRequest)call.Request).TargetKeyId)),
        new("kms", "DeleteAlias", call => Alias(call, ((DeleteAliasRequest)call.Request).AliasName, null)),
    ];

    private static Units Request => new("requests", 1);

    private static string? KeyOf(byte[]? blob) => blob is null ? null : SymmetricCiphertext.Parse(blob)?.KeyId;

    private static void Alias(MeteredCall call, string? alias, string? key)
    {
        call.Add(alias, null, Request);
        if (key is not null)
            call.Add(key, null);
    }
}
