using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Lambda.Runtime;

/// <summary>A client of https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html.</summary>
internal sealed class RuntimeApi : IDisposable
{
    private const string Version = "2018-06-01";
    private const string ErrorTypeHeader = "Lambda-Runtime-Function-Error-Type";
    private const string ErrorCauseHeader = "Lambda-Runtime-Function-XRay-Error-Cause";

    private readonly string _address;
    private readonly HttpClient _http;

    /// <param name="address">Host and port.</param>
    public RuntimeApi(string address)
    {
        _address = address;

        // No time-outs: the process can be frozen for hours while it waits. No spans and trace headers: this is no work of the application.
        var handler = new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null,
            UseProxy = false,
            UseCookies = false,
            PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        };
        _http = new HttpClient(handler) { BaseAddress = new Uri($"http://{address}/"), Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", $"serverless-aspire/dotnet{Environment.Version}");
    }

    public async Task<Invocation> NextAsync(CancellationToken cancellationToken)
    {
        using var response = await SendAsync(
            new HttpRequestMessage(HttpMethod.Get, $"{Version}/runtime/invocation/next"),
            cancellationToken
        );
        await EnsureAsync(response, cancellationToken);
        var deadline = Header("Lambda-Runtime-Deadline-Ms");
        return new Invocation
        {
            RequestId = Header("Lambda-Runtime-Aws-Request-Id")
                ?? throw new RuntimeApiException(
                    $"The runtime API at {_address} sent an invocation without the header Lambda-Runtime-Aws-Request-Id."
                ),
            Deadline = long.TryParse(deadline, CultureInfo.InvariantCulture, out var milliseconds)
                ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
                : DateTimeOffset.MaxValue,
            FunctionArn = Header("Lambda-Runtime-Invoked-Function-Arn"),
            TraceHeader = Header("Lambda-Runtime-Trace-Id"),
            ClientContext = Header("Lambda-Runtime-Client-Context"),
            CognitoIdentity = Header("Lambda-Runtime-Cognito-Identity"),
            TenantId = Header("Lambda-Runtime-Aws-Tenant-Id"),
            Payload = await response.Content.ReadAsByteArrayAsync(cancellationToken),
        };

        string? Header(string name) => response.Headers.TryGetValues(name, out var values) ? values.First() : null;
    }

    /// <returns>Null, or why the answer was not taken: the invocation is over already, or the answer is too large.</returns>
    public Task<string?> RespondAsync(string requestId, ReadOnlyMemory<byte> json) =>
        PostAsync($"runtime/invocation/{requestId}/response", json, null);

    public StreamedResponse StreamResponse(string requestId, string contentType) =>
        new(_address, $"/{Version}/runtime/invocation/{requestId}/response", contentType);

    public Task<string?> FailAsync(string requestId, InvocationError error) =>
        PostAsync($"runtime/invocation/{requestId}/error", error.ToJson(), error);

    public Task RestoreErrorAsync(InvocationError error) => PostAsync("runtime/restore/error", error.ToJson(), error);

    /// <summary>Returns after the snapshot has been taken, and once for every environment that is made from it.</summary>
    public async Task RestoreNextAsync(CancellationToken cancellationToken)
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Get, $"{Version}/runtime/restore/next"), cancellationToken);
        await EnsureAsync(response, cancellationToken);
    }

    /// <summary>Blocks: the process is about to end.</summary>
    public void InitError(InvocationError error)
    {
        using var request = Post("runtime/init/error", error.ToJson(), error);
        using var response = _http.Send(request);
    }

    /// <summary>Registers an extension that hears no events; returns its identifier.</summary>
    public async Task<string> RegisterExtensionAsync(string name, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "2020-01-01/extension/register")
        {
            Content = Json("{\"events\":[]}"u8.ToArray()),
        };
        request.Headers.Add("Lambda-Extension-Name", name);
        using var response = await SendAsync(request, cancellationToken);
        await EnsureAsync(response, cancellationToken);
        return response.Headers.TryGetValues("Lambda-Extension-Identifier", out var values)
            ? values.First()
            : throw new RuntimeApiException($"The extensions API at {_address} gave no Lambda-Extension-Identifier.");
    }

    public async Task ExtensionNextAsync(string identifier, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "2020-01-01/extension/event/next");
        request.Headers.Add("Lambda-Extension-Identifier", identifier);
        using var response = await SendAsync(request, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private async Task<string?> PostAsync(string path, ReadOnlyMemory<byte> json, InvocationError? error)
    {
        using var response = await SendAsync(Post(path, json, error), CancellationToken.None);
        if (response.IsSuccessStatusCode)
        {
            return null;
        }

        var reason = $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}";

        // 500 is a "container error: non-recoverable state, the runtime should exit promptly".
        return response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden or HttpStatusCode.RequestEntityTooLarge
            ? reason
            : throw new RuntimeApiException($"The runtime API at {_address} answered {path} with {reason}");
    }

    private static HttpRequestMessage Post(string path, ReadOnlyMemory<byte> json, InvocationError? error)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{Version}/{path}") { Content = Json(json) };
        if (error is not null)
        {
            request.Headers.TryAddWithoutValidation(ErrorTypeHeader, error.Category);
            if (error.XRayCause() is { } cause)
            {
                request.Headers.TryAddWithoutValidation(ErrorCauseHeader, cause);
            }
        }

        return request;
    }

    private static ReadOnlyMemoryContent Json(ReadOnlyMemory<byte> json) =>
        new(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await _http.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            throw new RuntimeApiException(
                $"The runtime API at {_address} (AWS_LAMBDA_RUNTIME_API) does not answer: {exception.Message}",
                exception
            );
        }
        finally
        {
            request.Dispose();
        }
    }

    private async Task EnsureAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            throw new RuntimeApiException(
                $"The runtime API at {_address} answered {response.RequestMessage?.RequestUri?.AbsolutePath} with "
                    + $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancellationToken)}"
            );
        }
    }
}
