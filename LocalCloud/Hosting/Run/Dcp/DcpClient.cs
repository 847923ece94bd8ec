using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LocalCloud.Hosting.Run.Dcp;

/// <summary>DCP's REST API. The connection trusts exactly the certificate that DCP was given.</summary>
sealed class DcpClient : IDisposable
{
    public const string ApiVersion = "usvc-dev.developer.microsoft.com/v1";
    public const string Executables = "executables", Containers = "containers", Services = "services";
    static readonly MediaTypeHeaderValue MergePatch = new("application/merge-patch+json");
    readonly HttpClient http;

    public DcpClient(Uri address, string token, byte[] certificate)
    {
        var handler = new SocketsHttpHandler
        {
            PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, offered, _, _) => offered is not null && offered.GetRawCertData().AsSpan().SequenceEqual(certificate) },
        };
        http = new(handler) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
    }

    static string Path(string kind, string? name = null) => $"/apis/{ApiVersion}/{kind}{(name is null ? "" : $"/{name}")}";

    public async Task WaitUntilReadyAsync(TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            try
            {
                using var response = await http.GetAsync(Path(Executables), cancellationToken).ConfigureAwait(false);
                if (response.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException) when (time.GetElapsedTime(began) < patience)
            {
                // Not listening yet
            }
            if (time.GetElapsedTime(began) > patience) throw new RunStartException("Aspire's orchestrator (dcp) does not answer.");
            await Task.Delay(TimeSpan.FromMilliseconds(5), time, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task CreateAsync<TSpec, TStatus>(string kind, DcpObject<TSpec, TStatus> value, JsonTypeInfo<DcpObject<TSpec, TStatus>> json, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsync(Path(kind), JsonContent.Create(value, json), cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
            throw new HttpRequestException($"dcp refused {kind}/{value.Metadata.Name}: {await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false)}");
    }

    /// <summary>Asks for the end of a process; its state tells when it has come.</summary>
    public Task StopAsync(string kind, string name, CancellationToken cancellationToken) =>
        PatchAsync(Path(kind, name), """{"spec":{"stop":true}}""", cancellationToken);

    /// <summary>Stops DCP, with <paramref name="cleanUp"/> everything that it runs first (which takes it seconds); returns when it has begun to.</summary>
    public Task ShutdownAsync(bool cleanUp, CancellationToken cancellationToken) =>
        PatchAsync("/admin/execution", $$"""{"status":"Stopping","shutdownResourceCleanup":"{{(cleanUp ? "Full" : "None")}}"}""", cancellationToken);

    /// <summary>Waits until nobody listens any more.</summary>
    public async Task WaitUntilGoneAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                using (await http.GetAsync("/readyz", cancellationToken).ConfigureAwait(false)) { }
                await Task.Delay(TimeSpan.FromMilliseconds(20), time, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (HttpRequestException)
        {
        }
    }

    async Task PatchAsync(string path, string json, CancellationToken cancellationToken)
    {
        using var content = new StringContent(json, MergePatch);
        using var response = await http.PatchAsync(path, content, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Asks for an object to be deleted; the watch tells when it is. False when there is none.</summary>
    public async Task<bool> DeleteAsync(string kind, string name, CancellationToken cancellationToken)
    {
        using var response = await http.DeleteAsync(Path(kind, name), cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.NotFound) return false;
        response.EnsureSuccessStatusCode();
        return true;
    }

    /// <summary>Every object of a kind, then every change, until DCP ends.</summary>
    public async IAsyncEnumerable<DcpWatchEvent<TSpec, TStatus>> WatchAsync<TSpec, TStatus>(string kind, JsonTypeInfo<DcpWatchEvent<TSpec, TStatus>> json, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var line in LinesAsync($"{Path(kind)}?watch=true", cancellationToken).ConfigureAwait(false))
            if (JsonSerializer.Deserialize(line, json) is { } change) yield return change;
    }

    /// <summary>The lines that a process wrote and writes (source stdout or stderr), until it ends.</summary>
    public IAsyncEnumerable<string> LogAsync(string kind, string name, string source, CancellationToken cancellationToken) =>
        LinesAsync($"{Path(kind, name)}/log?source={source}&follow=true", cancellationToken);

    async IAsyncEnumerable<string> LinesAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode) yield break;
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));
        while (await ReadLineAsync(reader, cancellationToken).ConfigureAwait(false) is { } line) yield return line;
    }

    // A stream that breaks off is one that has ended: DCP is going
    static async ValueTask<string?> ReadLineAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            return null;
        }
    }

    public void Dispose() => http.Dispose();
}
