using System.Text.Json;
using Lambda.Http.Payloads;
using Lambda.Runtime;

namespace Lambda.Http;

/// <summary>
/// An answer that goes out as it is made: a prelude with status and headers, eight null bytes, then the body
/// (https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html).
/// </summary>
internal sealed class StreamingResponse(IInvocationAnswer answer, string method, HttpPayload payload) : HttpResponse(method)
{
    private const string ContentType = "application/vnd.awslambda.http-integration-response";
    private static readonly byte[] PreludeEnd = new byte[8];

    private Stream? _stream;
    private byte[]? _replacement;

    public override bool CanReplace => _stream is null;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        HasNoBody ? ValueTask.CompletedTask : _stream!.WriteAsync(bytes, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) => _stream!.FlushAsync(cancellationToken);

    protected override async Task OpenAsync()
    {
        using var prelude = new MemoryStream();
        using (var writer = new Utf8JsonWriter(prelude, HttpPayload.WriterOptions))
        {
            payload.WritePrelude(writer, this);
        }

        prelude.Write(PreludeEnd);
        _stream = await answer.StartStreamAsync(ContentType);
        await _stream.WriteAsync(prelude.GetBuffer().AsMemory(0, (int)prelude.Length));
        if (_replacement is not null)
        {
            await _stream.WriteAsync(_replacement);
        }
    }

    // Its end is the end of the invocation.
    protected override Task CloseAsync() => Task.CompletedTask;

    protected override void ReplaceBody(byte[] body) => _replacement = body;
}
