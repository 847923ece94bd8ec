using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using LocalCloud.Postgres;

namespace LocalCloud.Aws.Engines;

/// <summary>
/// The authority that signs the certificates of this emulator's servers. It is made once, its key stays in the data directory, and only who
/// is told trusts it: functions, by the bundle of the machine's roots and this one.
/// </summary>
internal sealed class LocalAuthority
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(3650),
        LeafLife = TimeSpan.FromDays(365);

    private readonly X509Certificate2 _root;

    public LocalAuthority(string directory)
    {
        Directory.CreateDirectory(directory);
        var (certificate, key) = (Path.Combine(directory, "ca.pem"), Path.Combine(directory, "ca.key"));
        (CertificatePath, BundlePath) = (certificate, Path.Combine(directory, "bundle.pem"));
        if (File.Exists(certificate) && File.Exists(key))
            _root = X509Certificate2.CreateFromPemFile(certificate, key);
        else
        {
            _root = Make();
            using var secret = _root.GetECDsaPrivateKey()!;
            PrivateFile.Write(key, secret.ExportPkcs8PrivateKeyPem());
            File.WriteAllText(certificate, _root.ExportCertificatePem());
        }
        // Anew each time: the machine's roots change
        WriteBundle();
    }

    /// <summary>Its own certificate alone.</summary>
    public string CertificatePath { get; }

    /// <summary>The machine's roots and its own.</summary>
    public string BundlePath { get; }

    /// <summary>A certificate, with its key, of a server at these addresses.</summary>
    public X509Certificate2 Issue(params IEnumerable<string> addresses)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var address in addresses.Distinct())
            names.AddIpAddress(IPAddress.Parse(address));
        var request = new CertificateRequest($"CN={addresses.First()}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_root, true, false));
        var now = TimeProvider.System.GetUtcNow();
        using var signed = request.Create(_root, now.AddDays(-1), now + LeafLife, RandomNumberGenerator.GetBytes(16));
        return signed.CopyWithPrivateKey(key);
    }

    // Clients look at the machine's clock, not at the emulator's
    private static X509Certificate2 Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(
            $"CN=LocalCloud {RandomNumberGenerator.GetHexString(8, lowercase: true)}",
            key,
            HashAlgorithmName.SHA256
        );
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now + Life);
    }

    private void WriteBundle()
    {
        var bundle = new StringBuilder(_root.ExportCertificatePem()).Append('\n');
        foreach (var location in (StoreLocation[])[StoreLocation.LocalMachine, StoreLocation.CurrentUser])
        {
            using var store = new X509Store(StoreName.Root, location);
            try
            {
                store.Open(OpenFlags.ReadOnly);
            }
            catch (CryptographicException)
            {
                // The machine has no such store
                continue;
            }
            foreach (var root in store.Certificates)
                using (root)
                    bundle.Append(root.ExportCertificatePem()).Append('\n');
        }
        File.WriteAllText($"{BundlePath}.new", bundle.ToString());
        File.Move($"{BundlePath}.new", BundlePath, overwrite: true);
    }
}
