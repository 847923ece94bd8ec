using System.Text;
using System.Text.Json;

namespace LocalCloud.Aws.ApiGateway.Execution;

internal static class Answers
{
    public const string RequestIdHeader = "apigw-requestid";

    public const string NotFound = "Not Found",
        InternalError = "Internal Server Error",
        Unavailable = "Service Unavailable";

    public static byte[] Body(string message) => Encoding.UTF8.GetBytes($$"""{"message":"{{JsonEncodedText.Encode(message)}}"}""");

    public static async Task MessageAsync(HttpContext http, int status, string message)
    {
        using var answer = Answer.Message(status, message);
        await answer.WriteAsync(http, CancellationToken.None).ConfigureAwait(false);
    }
}

/// <summary>
/// What goes back to the caller, before it goes: a body in memory, or one that streams from where the integration has it.
/// </summary>
internal sealed class Answer : IDisposable
{
    private static readonly HashSet<string> Framing = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection",
        "Content-Length",
        "Keep-Alive",
        "Transfer-Encoding",
        "Upgrade",
        "Proxy-Connection",
        "Trailer",
        "TE",
    };

    public int Status { get; set; } = StatusCodes.Status200OK;

    public List<(string Name, string Value)> Headers { get; } = [];

    public ReadOnlyMemory<byte> Body { get; set; }

    public HttpResponseMessage? Source { get; init; }

    public static Answer Message(int status, string message)
    {
        var answer = new Answer { Status = status, Body = Answers.Body(message) };
        answer.Headers.Add(("Content-Type", "application/json"));
        return answer;
    }

    public void Remove(string name) => Headers.RemoveAll(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public async Task WriteAsync(HttpContext http, CancellationToken cancellation)
    {
        var response = http.Response;
        response.StatusCode = Status;
        foreach (var (name, value) in Headers)
            if (!Framing.Contains(name))
                response.Headers.Append(name, value);
        if (Status is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified || HttpMethods.IsHead(http.Request.Method))
            return;
        if (Source is not null && Body.IsEmpty)
        {
            response.ContentLength = Source.Content.Headers.ContentLength;
            await Source.Content.CopyToAsync(response.Body, cancellation).ConfigureAwait(false);
            return;
        }
        response.ContentLength = Body.Length;
        await response.BodyWriter.WriteAsync(Body, cancellation).ConfigureAwait(false);
    }

    public void Dispose() => Source?.Dispose();
}
