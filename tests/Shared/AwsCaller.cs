using System.Net.Http.Headers;
using System.Text;

namespace Tests.Shared;

/// <summary>Calls LocalCloud in AWS's wire forms, where a test sends what no client of AWS sends or reads what none shows. The
/// Authorization header tells the account, the region and the service, and no more: its signature is none, which LocalCloud takes as
/// long as it is not told to look (then <see cref="SignatureV4"/> signs).</summary>
internal sealed class AwsCaller(HttpClient http, string account, string region)
{
    /// <summary>A header's value that names the caller.</summary>
    public static string Authorization(string service, string account, string region) =>
        $"AWS4-HMAC-SHA256 Credential={account}/20260101/{region}/{service}/aws4_request, SignedHeaders=host, Signature=0";

    /// <summary>An operation of a service that speaks AWS JSON; <paramref name="target"/> is "AmazonSQS.SendMessage".</summary>
    /// <param name="version">1.0 with SQS, DynamoDB and Step Functions, else 1.1.</param>
    public Task<HttpResponseMessage> JsonAsync(
        string service,
        string target,
        string input,
        string version = "1.1",
        params IEnumerable<(string Name, string Value)> headers
    ) =>
        SendAsync(
            service,
            HttpMethod.Post,
            "/",
            Content(Encoding.UTF8.GetBytes(input), $"application/x-amz-json-{version}"),
            [("X-Amz-Target", target), .. headers]
        );

    /// <summary>An operation of a service that speaks the query protocol; <paramref name="form"/> is encoded, with Action and
    /// Version.</summary>
    public Task<HttpResponseMessage> QueryAsync(string service, string form, params IEnumerable<(string Name, string Value)> headers) =>
        SendAsync(service, HttpMethod.Post, "/", Content(Encoding.UTF8.GetBytes(form), "application/x-www-form-urlencoded"), headers);

    public Task<HttpResponseMessage> QueryAsync(
        string service,
        string version,
        string action,
        IEnumerable<(string Name, string Value)> parameters,
        params IEnumerable<(string Name, string Value)> headers
    ) => QueryAsync(service, Form([("Action", action), ("Version", version), .. parameters]), headers);

    /// <summary>An operation of a service that speaks REST-JSON.</summary>
    public Task<HttpResponseMessage> RestAsync(
        string service,
        string method,
        string path,
        string? body = null,
        params IEnumerable<(string Name, string Value)> headers
    ) => SendAsync(service, new(method), path, body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"), headers);

    /// <summary>Any other request; headers that belong to a body go to the body.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        string service,
        HttpMethod method,
        string path,
        HttpContent? content = null,
        params IEnumerable<(string Name, string Value)> headers
    )
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.TryAddWithoutValidation("Authorization", Authorization(service, account, region));
        foreach (var (name, value) in headers)
            if (!request.Headers.TryAddWithoutValidation(name, value))
                (request.Content ??= new ByteArrayContent([])).Headers.TryAddWithoutValidation(name, value);
        return await http.SendAsync(request);
    }

    private static string Form(IEnumerable<(string Name, string Value)> parameters) =>
        string.Join('&', parameters.Select(p => $"{Uri.EscapeDataString(p.Name)}={Uri.EscapeDataString(p.Value)}"));

    private static ByteArrayContent Content(byte[] bytes, string type) =>
        new(bytes) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };
}
