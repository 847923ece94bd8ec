using System.Net.Http.Headers;
using System.Text.Json;
using System.Xml.Linq;

namespace LocalCloud.Aws.Tests.Sqs;

/// <summary>An answer as either protocol gives it.</summary>
/// <param name="Type">__type of the JSON protocol, Type of the query protocol.</param>
/// <param name="Code">The code of the query protocol, which the JSON protocol has in a header.</param>
public sealed record WireError(int Status, string Type, string Code, string Message);

/// <summary>A test of SQS without a client in between, for what clients do not let through or do not show: both protocols.</summary>
public abstract class SqsWireTest : SqsTest
{
    private static readonly XNamespace Sqs2012 = "http://queue.amazonaws.com/doc/2012-11-05/";

    protected Task<HttpResponseMessage> JsonAsync(string operation, string body) =>
        Aws.JsonAsync("sqs", $"AmazonSQS.{operation}", body, "1.0");

    protected Task<HttpResponseMessage> QueryAsync(string operation, string form, string path = "/", string? host = null) =>
        Aws.SendAsync(
            "sqs",
            HttpMethod.Post,
            path,
            new StringContent(
                $"Action={operation}&Version=2012-11-05&{form}",
                new MediaTypeHeaderValue("application/x-www-form-urlencoded")
            ),
            host is null ? [] : [("Host", host)]
        );

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
}
