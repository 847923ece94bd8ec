using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Garnet.server.TLS;

namespace LocalCloud.Redis;

/// <summary>TLS with a certificate from a file without a password, as whoever starts the server made it. No client needs one.</summary>
internal sealed class ServerTls(string certificate) : IGarnetTlsOptions
{
    public SslServerAuthenticationOptions TlsServerOptions { get; } =
        new()
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(
                X509CertificateLoader.LoadPkcs12FromFile(certificate, null),
                additionalCertificates: null,
                offline: true
            ),
        };

    // Of cluster nodes among themselves; there is one node
    public SslClientAuthenticationOptions TlsClientOptions => null!;

    public bool UpdateCertFile(string certFileName, string certPassword, out string errorMsg)
    {
        errorMsg = "the certificate is given at the start";
        return false;
    }
}
