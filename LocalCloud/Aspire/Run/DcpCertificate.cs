using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Aspire.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LocalCloud.Aspire.Run;

/// <summary>
/// DCP makes an RSA key for its own API, which takes seconds of processor time, unless Aspire hands it the development certificate.
/// Where nobody has one that is trusted, this hands it an elliptic one, for that one connection: nothing else is told to use or
/// trust it.
/// </summary>
internal sealed class DcpCertificate(IDeveloperCertificateService official, RunSettings settings) : IDeveloperCertificateService
{
    // By which ASP.NET Core knows its development certificates; the value is their version
    private const string Development = "1.3.6.1.4.1.311.84.1.1",
        ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    public static void Use(IDistributedApplicationBuilder builder, RunSettings settings)
    {
        if (builder.Services.LastOrDefault(s => s.ServiceType == typeof(IDeveloperCertificateService)) is not { } official)
            return;
        builder.Services.Replace(
            ServiceDescriptor.Singleton<IDeveloperCertificateService>(services => new DcpCertificate(Made(official, services), settings))
        );
    }

    public ImmutableList<X509Certificate2> Certificates => field ??= official.Certificates is { IsEmpty: false } some ? some : [Own()];
    public bool SupportsContainerTrust => official.SupportsContainerTrust;
    public bool UseForHttps => official.UseForHttps && official.Certificates.Count > 0;
    public bool TrustCertificate => official.TrustCertificate && official.Certificates.Count > 0;
    public bool LatestCertificateIsUntrusted => official.LatestCertificateIsUntrusted;

    private static IDeveloperCertificateService Made(ServiceDescriptor official, IServiceProvider services) =>
        (IDeveloperCertificateService)(
            official.ImplementationFactory?.Invoke(services)
            ?? official.ImplementationInstance
            ?? ActivatorUtilities.CreateInstance(services, official.ImplementationType!)
        );

    // Kept, for Aspire copies each one that it sees to the user's home under its thumbprint
    private X509Certificate2 Own()
    {
        var file = Path.Combine(settings.CacheDirectory, "dcp.pfx");
        var tomorrow = TimeProvider.System.GetLocalNow().DateTime.AddDays(1);
        try
        {
            if (File.Exists(file) && Load(File.ReadAllBytes(file)) is var kept && kept.NotAfter > tomorrow)
                return kept;
        }
        catch (CryptographicException)
        {
            // Half of one; made again
        }
        var made = Make();
        LocalCloud.Postgres.PrivateFile.Write($"{file}.{Environment.ProcessId}", made);
        File.Move($"{file}.{Environment.ProcessId}", file, overwrite: true);
        return Load(made);
    }

    private static X509Certificate2 Load(byte[] pfx) => X509CertificateLoader.LoadPkcs12(pfx, null, X509KeyStorageFlags.Exportable);

    private static byte[] Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        names.AddIpAddress(System.Net.IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        const X509KeyUsageFlags Usages = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyCertSign;
        request.CertificateExtensions.Add(new X509KeyUsageExtension(Usages, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new(ServerAuthentication)], true));
        request.CertificateExtensions.Add(new X509Extension(Development, [6], false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(1));
        return made.Export(X509ContentType.Pfx);
    }
}
