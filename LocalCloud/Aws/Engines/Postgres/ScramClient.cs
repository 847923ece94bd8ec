using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LocalCloud.Aws.Engines.Postgres;

/// <summary>
/// The client's side of SCRAM-SHA-256 (RFC 5802, RFC 7677) as PostgreSQL has it: the user stands in the startup message and not here.
/// </summary>
internal sealed class ScramClient(string password)
{
    public const string Mechanism = "SCRAM-SHA-256";

    private readonly string _bare = $"n=,r={Convert.ToBase64String(RandomNumberGenerator.GetBytes(18))}";
    private string? _serverSignature;

    /// <summary>Without channel binding: the connection is within this machine.</summary>
    public string First => $"n,,{_bare}";

    /// <param name="serverFirst">r=nonce,s=salt,i=iterations</param>
    /// <returns>null when the server's message is none that belongs to ours</returns>
    public string? Final(string serverFirst)
    {
        var parts = serverFirst.Split(',').Where(p => p.Length > 2 && p[1] == '=').ToDictionary(p => p[0], p => p[2..]);
        if (
            !parts.TryGetValue('r', out var nonce)
            || !nonce.StartsWith(_bare[5..], StringComparison.Ordinal)
            || !parts.TryGetValue('s', out var salt)
            || !int.TryParse(parts.GetValueOrDefault('i'), NumberStyles.None, CultureInfo.InvariantCulture, out var iterations)
            || iterations < 1
        )
            return null;
        var salted = Rfc2898DeriveBytes.Pbkdf2(
            Encoding.UTF8.GetBytes(password.Normalize(NormalizationForm.FormKC)),
            Convert.FromBase64String(salt),
            iterations,
            HashAlgorithmName.SHA256,
            32
        );
        var clientKey = HMACSHA256.HashData(salted, "Client Key"u8);
        var withoutProof = $"c=biws,r={nonce}";
        var signed = Encoding.UTF8.GetBytes($"{_bare},{serverFirst},{withoutProof}");
        var proof = HMACSHA256.HashData(SHA256.HashData(clientKey), signed);
        for (var i = 0; i < proof.Length; i++)
            proof[i] ^= clientKey[i];
        _serverSignature = Convert.ToBase64String(HMACSHA256.HashData(HMACSHA256.HashData(salted, "Server Key"u8), signed));
        return $"{withoutProof},p={Convert.ToBase64String(proof)}";
    }

    /// <summary>The server knows the password too.</summary>
    public bool Accepts(string serverFinal) => _serverSignature is not null && serverFinal == $"v={_serverSignature}";
}
