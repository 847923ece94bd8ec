using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Platform.Redis;

namespace Services.Tests.Platform;

public sealed class RedisTrustTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void A_server_whose_authority_is_in_the_bundle_is_trusted_and_no_other()
    {
        var now = TimeProvider.System.GetUtcNow();
        using var known = Authority("known", now);
        using var other = Authority("other", now);
        File.WriteAllText(_file, known.ExportCertificatePem());
        var bundle = new CertificateBundle(_file);
        using var server = Server(known, now);
        using var stranger = Server(other, now);

        Assert.True(bundle.Validate(this, server, null, SslPolicyErrors.RemoteCertificateChainErrors));
        Assert.True(bundle.Validate(this, stranger, null, SslPolicyErrors.None));
        Assert.False(bundle.Validate(this, stranger, null, SslPolicyErrors.RemoteCertificateChainErrors));
        Assert.False(
            bundle.Validate(
                this,
                server,
                null,
                SslPolicyErrors.RemoteCertificateChainErrors | SslPolicyErrors.RemoteCertificateNameMismatch
            )
        );
        Assert.False(bundle.Validate(this, null, null, SslPolicyErrors.RemoteCertificateNotAvailable));
    }

    private static X509Certificate2 Authority(string name, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
    }

    private static X509Certificate2 Server(X509Certificate2 authority, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=127.0.0.2", key, HashAlgorithmName.SHA256).Create(
            authority,
            now.AddDays(-1),
            now.AddDays(1),
            [1, 2, 3]
        );
    }
}
