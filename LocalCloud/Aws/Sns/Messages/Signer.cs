using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace LocalCloud.Aws.Sns.Messages;

/// <summary>
/// Signs messages as SNS does (docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html), with a certificate of this
/// data directory's own, which is served where SigningCertURL says.
/// </summary>
internal sealed class Signer
{
    // Nothing is kept: one for all emulators of the process will do, for making a key takes longer than starting.
    private static readonly Lazy<Signer> InMemory = new(() => new(Make()));

    private readonly RSA _key;

    private Signer(X509Certificate2 certificate)
    {
        _key = certificate.GetRSAPrivateKey()!;
        Pem = certificate.ExportCertificatePem();
        CertificatePath = $"/_localcloud/sns/SimpleNotificationService-{Convert.ToHexStringLower(MD5.HashData(certificate.RawData))}.pem";
    }

    public string Pem { get; }

    /// <summary>Where the emulator serves it. Below its own pages: any other path belongs to AWS, a bucket's first of all.</summary>
    public string CertificatePath { get; }

    public static Signer In(string? dataDirectory)
    {
        if (dataDirectory is null)
            return InMemory.Value;
        var directory = Directory.CreateDirectory(Path.Combine(dataDirectory, "sns")).FullName;
        var path = Path.Combine(directory, "signing.pem");
        if (!File.Exists(path))
            Save(path);
        var pem = File.ReadAllText(path);
        return new(X509Certificate2.CreateFromPem(pem, pem));
    }

    public static void Map(IEndpointRouteBuilder routes, SnsService service) => routes.MapGet("/_localcloud/sns/{file}.pem", http =>
        {
            if (http.Request.Path != service.Signer.CertificatePath)
            {
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            }
            http.Response.ContentType = "application/x-pem-file";
            return http.Response.WriteAsync(service.Signer.Pem, http.RequestAborted);
        });

    /// <param name="version">1: SHA1, 2: SHA256.</param>
    public string Sign(string text, string version)
    {
        lock (_key)
            return Convert.ToBase64String(
                _key.SignData(
                    Encoding.UTF8.GetBytes(text),
                    version == "2" ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1,
                    RSASignaturePadding.Pkcs1
                )
            );
    }

    private static void Save(string path)
    {
        using var certificate = Make();
        var temporary = path + ".new";
        File.WriteAllText(
            temporary,
            $"{certificate.ExportCertificatePem()}\n{certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem()}\n"
        );
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(temporary, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Move(temporary, path, overwrite: true);
    }

    private static X509Certificate2 Make()
    {
        var key = RSA.Create(2048);
        var request = new CertificateRequest(
            "CN=sns.amazonaws.com, O=LocalCloud",
            key,
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );
        // Valid whatever the emulator's clock says.
        return request.CreateSelfSigned(
            new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2120, 1, 1, 0, 0, 0, TimeSpan.Zero)
        );
    }
}
