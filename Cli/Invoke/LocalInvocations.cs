using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LocalCloud.Deploy;
using LocalCloud.Tune;

namespace Serverless.Cli.Invoke;

/// <summary>What LocalCloud alone can tell of functions: the events of former invocations, and the processes that run them.</summary>
internal sealed class LocalInvocations(Uri endpoint) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = endpoint };

    /// <returns>The event of an invocation, as it was.</returns>
    /// <exception cref="TuneException">It is not kept, or was another function's.</exception>
    public async Task<string> EventAsync(string requestId, string function, CancellationToken cancellation)
    {
        using var document = await ReadAsync(HttpMethod.Get, $"/_localcloud/invocations/{Uri.EscapeDataString(requestId)}", cancellation);
        var kept = document.RootElement;
        if (kept.GetProperty("function").GetString() is { } other && other != function)
            throw new TuneException(
                $"The request {requestId} was one of {other}, not of {function}: serverless invoke {other} --replay {requestId}",
                ExitCodes.BadInput
            );
        if (kept.TryGetProperty("payload", out var payload))
            return payload.GetRawText();
        throw new TuneException(
            kept.TryGetProperty("dropped", out var dropped)
                ? $"The event of {requestId} is not there any more. {dropped.GetString()}"
                : $"The event of {requestId} was no JSON."
        );
    }

    /// <summary>The processes of a function; one is started where there is none that waits.</summary>
    public async Task<FunctionProcesses> StartAsync(ProcessOwner owner, CancellationToken cancellation)
    {
        var query =
            $"function={Uri.EscapeDataString(owner.Function)}&account={owner.Account}&region={owner.Region}"
            + (owner.Qualifier is { } qualifier ? $"&qualifier={Uri.EscapeDataString(qualifier)}" : "");
        using var document = await ReadAsync(HttpMethod.Post, $"/_localcloud/environments?{query}", cancellation);
        return document.RootElement.Deserialize<FunctionProcesses>(JsonSerializerOptions.Web)!;
    }

    private async Task<JsonDocument> ReadAsync(HttpMethod method, string path, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path);
        using var response = await _http.SendAsync(request, cancellation);
        JsonDocument? document = null;
        try
        {
            document = await response.Content.ReadFromJsonAsync<JsonDocument>(cancellation);
        }
        catch (JsonException)
        {
            // Another emulator's page
        }
        if (document is not null && response.StatusCode == HttpStatusCode.OK)
            return document;
        using (document)
        {
            throw new TuneException(
                document?.RootElement is { ValueKind: JsonValueKind.Object } answer && answer.TryGetProperty("error", out var error)
                    ? error.GetString()!
                    : $"{endpoint} answers {(int)response.StatusCode} to {path}: it is no LocalCloud that can do this."
            );
        }
    }

    public void Dispose() => _http.Dispose();
}

/// <param name="Qualifier">null: $LATEST.</param>
internal sealed record ProcessOwner(string Function, string? Qualifier, string Account, string Region);

/// <param name="HoldsDeadline">A time-out ends no function, and none is stopped while it waits.</param>
internal sealed record FunctionProcesses(bool HoldsDeadline, IReadOnlyList<FunctionProcess> Environments);

/// <param name="State">busy, idle or frozen.</param>
/// <param name="Tmpdir">Its temporary folder, where .NET's diagnostic port is.</param>
internal sealed record FunctionProcess(int Pid, string Version, string State, string Tmpdir, string? RequestId);
