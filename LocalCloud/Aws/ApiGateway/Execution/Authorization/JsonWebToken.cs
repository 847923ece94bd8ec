using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace LocalCloud.Aws.ApiGateway.Execution.Authorization;

/// <summary>A signed token, taken apart: header, claims, and what the signature is of (RFC 7515).</summary>
internal sealed record JsonWebToken(JsonElement Header, JsonElement Claims, byte[] Signed, byte[] Signature)
{
    public string? Algorithm => Text(Header, "alg");

    public string? KeyId => Text(Header, "kid");

    public static JsonWebToken? Parse(string token)
    {
        if (token.Split('.') is not [var header, var claims, var signature])
            return null;
        try
        {
            using var head = JsonDocument.Parse(Base64Url.DecodeFromChars(header));
            using var body = JsonDocument.Parse(Base64Url.DecodeFromChars(claims));
            return head.RootElement.ValueKind is JsonValueKind.Object && body.RootElement.ValueKind is JsonValueKind.Object
                ? new(
                    head.RootElement.Clone(),
                    body.RootElement.Clone(),
                    Encoding.ASCII.GetBytes($"{header}.{claims}"),
                    Base64Url.DecodeFromChars(signature)
                )
                : null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }

    /// <summary>API Gateway takes RSA only (docs: http-api-jwt-authorizer).</summary>
    public static HashAlgorithmName? Hash(string? algorithm) =>
        algorithm switch
        {
            "RS256" => HashAlgorithmName.SHA256,
            "RS384" => HashAlgorithmName.SHA384,
            "RS512" => HashAlgorithmName.SHA512,
            _ => null,
        };

    public bool IsSignedBy(RSAParameters key, HashAlgorithmName hash)
    {
        using var rsa = RSA.Create(key);
        return rsa.VerifyData(Signed, Signature, hash, RSASignaturePadding.Pkcs1);
    }

    public string? Text(string claim) => Text(Claims, claim);

    public DateTimeOffset? Time(string claim) =>
        Claims.TryGetProperty(claim, out var value)
        && value.ValueKind is JsonValueKind.Number
        && value.TryGetDouble(out var seconds)
        && seconds is >= 0 and < 253402300800
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : null;

    /// <summary>A claim that is one text or a list of them.</summary>
    public IEnumerable<string> Texts(string claim) =>
        !Claims.TryGetProperty(claim, out var value) ? []
        : value.ValueKind is JsonValueKind.Array
            ? value.EnumerateArray().Where(v => v.ValueKind is JsonValueKind.String).Select(v => v.GetString()!)
        : value.ValueKind is JsonValueKind.String ? [value.GetString()!]
        : [];

    public bool Has(string claim) => Claims.TryGetProperty(claim, out _);

    private static string? Text(JsonElement from, string name) =>
        from.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
