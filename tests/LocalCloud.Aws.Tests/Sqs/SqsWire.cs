using System.Net.Http.Headers;
using System.Text.Json;
using System.Xml.Linq;

namespace LocalCloud.Aws.Tests.Sqs;

/// <summary>An answer as either protocol gives it.</summary>
/// <param name="Type">__type of the JSON protocol, Type of the query protocol.</param>
/// <param name="Code">The code of the query protocol, which the JSON protocol has in a header.</param>
public sealed record WireError(int Status, string Type, string Code, string Message);

/// <summary>SQS without a client in between, for what clients do not let through or do not show.</summary>
public abstract class SqsWire : SqsTest
{
    private static readonly XNamespace Sqs2012 = "http://queue.amazonaws.com/doc/2012-11-05/";

    protected async Task<HttpResponseMessage> JsonAsync(string operation, string body)
    {
        using var request = Signed("/");
        request.Headers.Add("X-Amz-Target", $"AmazonSQS.{operation}");
        request.Content = new StringContent(body, new MediaTypeHeaderValue("application/x-amz-json-1.0"));
        return await Http.SendAsync(request);
    }

    protected async Task<HttpResponseMessage> QueryAsync(string operation, string form, string path = "/", string? host = null)
    {
        using var request = Signed(path);
        request.Headers.Host = host;
        request.Content = new StringContent(
            $"Action={operation}&Version=2012-11-05&{form}",
            new MediaTypeHeaderValue("application/x-www-form-urlencoded")
        );
        return await Http.SendAsync(request);
    }

    protected async Task<WireError> JsonErrorAsync(string operation, string body)
    {
        using var answer = await JsonAsync(operation, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.False(answer.IsSuccessStatusCode, text);
        using var json = JsonDocument.Parse(text);
        Assert.Equal("application/x-amz-json-1.0", answer.Content.Headers.ContentType?.ToString());
        var header = Assert.Single(answer.Headers.GetValues("x-amzn-query-error"));
        Assert.EndsWith(";Sender", header, StringComparison.Ordinal);
        return new(
            (int)answer.StatusCode,
            json.RootElement.GetProperty("__type").GetString()!,
            header[..^";Sender".Length],
            json.RootElement.GetProperty("message").GetString()!
        );
    }

    protected async Task<WireError> QueryErrorAsync(string operation, string form)
    {
        using var answer = await QueryAsync(operation, form);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.False(answer.IsSuccessStatusCode, text);
        var xml = XDocument.Parse(text);
        Assert.Equal(Sqs2012 + "ErrorResponse", xml.Root!.Name);
        return new((int)answer.StatusCode, Value(xml, "Type"), Value(xml, "Code"), Value(xml, "Message"));
    }

    protected static string Value(XContainer container, string name) => container.Descendants(Sqs2012 + name).First().Value;

    private static HttpRequestMessage Signed(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential={Account}/20260101/{Region}/sqs/aws4_request, SignedHeaders=host, Signature=0"
        );
        return request;
    }
}
