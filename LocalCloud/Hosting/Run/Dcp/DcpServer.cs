using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace LocalCloud.Hosting.Run.Dcp;

/// <summary>Starts Aspire's orchestrator. It watches this process: when this one is gone, however it went, DCP stops everything it started.</summary>
static partial class DcpServer
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <exception cref="RunStartException">DCP did not start.</exception>
    public static async Task<DcpClient> StartAsync(string dcp, RunDirectory directory, TimeProvider time, CancellationToken cancellationToken)
    {
        using var certificate = DcpCertificate.Create(time);
        var certFile = directory.Write("dcp.pem", certificate.ExportCertificatePem());
        var keyFile = directory.Write("dcp.key", certificate.GetECDsaPrivateKeyPem());
        var kubeconfig = directory.File("kubeconfig");

        // Detached: Ctrl+C in a terminal goes to every process of the group, and the order of stopping is this process's affair
        var start = new ProcessStartInfo(dcp, ["start-apiserver", "--detach", "--monitor", Environment.ProcessId.ToString(CultureInfo.InvariantCulture), "--monitor-interval", "1",
            "--kubeconfig", kubeconfig, "--tls-cert-file", certFile, "--tls-key-file", keyFile])
        {
            WorkingDirectory = directory.Path,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        start.Environment["DCP_SESSION_FOLDER"] = directory.Folder("dcp");
        AmbientEnvironment.Clean(start.Environment);

        using var process = Process.Start(start) ?? throw new RunStartException($"Aspire's orchestrator did not start: {dcp}");
        process.StandardInput.Close();
        var text = await WaitForConfigAsync(process, kubeconfig, time, cancellationToken).ConfigureAwait(false);
        var client = new DcpClient(new(Server().Match(text).Groups[1].Value), Token().Match(text).Groups[1].Value, certificate.RawData);
        await client.WaitUntilReadyAsync(Patience, time, cancellationToken).ConfigureAwait(false);
        return client;
    }

    static async Task<string> WaitForConfigAsync(Process process, string kubeconfig, TimeProvider time, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            if (File.Exists(kubeconfig) && await File.ReadAllTextAsync(kubeconfig, cancellationToken).ConfigureAwait(false) is var text && Token().IsMatch(text)) return text;
            if (process is { HasExited: true, ExitCode: not 0 } || time.GetElapsedTime(began) > Patience)
            {
                var error = process.HasExited ? await process.StandardError.ReadToEndAsync(cancellationToken).ConfigureAwait(false) : $"no answer after {Patience.TotalSeconds:0} s";
                throw new RunStartException($"Aspire's orchestrator (dcp) did not start: {error.Trim()}");
            }
            await Task.Delay(TimeSpan.FromMilliseconds(5), time, cancellationToken).ConfigureAwait(false);
        }
    }

    static string GetECDsaPrivateKeyPem(this System.Security.Cryptography.X509Certificates.X509Certificate2 certificate)
    {
        using var key = System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions.GetECDsaPrivateKey(certificate)!;
        return key.ExportECPrivateKeyPem();
    }

    [GeneratedRegex(@"server: (\S+)")] private static partial Regex Server();
    [GeneratedRegex(@"token: (\S+)\s")] private static partial Regex Token();
}
