using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Platform.Redis;

/// <summary>
/// Trust in the authorities of a PEM file, beside the machine's own. AWS's SDKs and CLI take the file from AWS_CA_BUNDLE; .NET by itself
/// looks at no such variable outside of Linux.
/// </summary>
internal sealed class CertificateBundle(string path)
{
    private readonly Lazy<X509Certificate2Collection> _authorities = new(() =>
    {
        var read = new X509Certificate2Collection();
        read.ImportFromPemFile(path);
        return read;
    });

    /// <summary>The file that AWS_CA_BUNDLE names; null without one.</summary>
    public static CertificateBundle? FromEnvironment() =>
        Environment.GetEnvironmentVariable("AWS_CA_BUNDLE") is { Length: > 0 } path && File.Exists(path) ? new(path) : null;

    /// <summary>
    /// A <see cref="RemoteCertificateValidationCallback"/>: name and dates are checked as ever, the issuer also against the file.
    /// </summary>
    public bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is not X509Certificate2 server)
        {
            return false;
        }

        using var trusted = new X509Chain();
        trusted.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        trusted.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        trusted.ChainPolicy.CustomTrustStore.AddRange(_authorities.Value);
        // What the server has sent on the way to its root
        trusted.ChainPolicy.ExtraStore.AddRange(chain?.ChainPolicy.ExtraStore ?? []);
        return trusted.Build(server);
    }
}
