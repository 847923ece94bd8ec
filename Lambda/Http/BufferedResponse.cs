using System.Text.Json;
using Lambda.Http.Payloads;
using Lambda.Runtime;
using Microsoft.AspNetCore.Http;

namespace Lambda.Http;

/// <summary>An answer that goes out whole, as the JSON that the event's sender expects.</summary>
internal sealed class BufferedResponse(IInvocationAnswer answer, string method, HttpPayload payload, JsonElement request)
    : HttpResponse(method)
{
    private readonly MemoryStream _body = new();

    public override bool CanReplace => true;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (!HasNoBody)
        {
            _body.Write(bytes.Span);
        }

        return ValueTask.CompletedTask;
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override Task OpenAsync() => Task.CompletedTask;

    protected override async Task CloseAsync()
    {
        var json = Write();
        if (json.Length > payload.MaxAnswerBytes)
        {
            Replace(
                StatusCodes.Status500InternalServerError,
                "The answer is too large",
                $"It has {_body.Length} bytes, as an event {json.Length}; the limit is {payload.MaxAnswerBytes}. Stream it "
                    + "(Lambda:ResponseStreaming), or store it and answer its address."
            );
            json = Write();
        }

        await answer.SendAsync(json);
    }

    protected override void ReplaceBody(byte[] replacement)
    {
        _body.SetLength(0);
        _body.Write(replacement);
    }

    private ReadOnlyMemory<byte> Write()
    {
        using var json = new MemoryStream((int)(_body.Length * 1.4) + 1024);
        using (var writer = new Utf8JsonWriter(json, HttpPayload.WriterOptions))
        {
            payload.WriteAnswer(writer, request, this, _body.GetBuffer().AsMemory(0, (int)_body.Length));
        }

        return json.GetBuffer().AsMemory(0, (int)json.Length);
    }
}
