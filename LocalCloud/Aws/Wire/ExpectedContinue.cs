using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace LocalCloud.Aws.Wire;

/// <summary>
/// Expect: 100-continue (RFC 9110, 10.1.1). Kestrel says "100 Continue" when a body is first read, and so never for an empty one. botocore
/// keeps a final status that comes in place of a 100 for the connection's next request too, which then waits in vain: so an empty body is
/// asked for at once, and where a body was not asked for the connection ends with the answer.
/// </summary>
internal sealed class ExpectedContinue : PipeReader, IRequestBodyPipeFeature
{
    private readonly HttpRequest _request;
    private readonly PipeReader _body;
    private readonly Stream _stream;
    private bool _isAsked;

    private ExpectedContinue(HttpRequest request)
    {
        (_request, _body) = (request, request.BodyReader);
        request.Body = _stream = AsStream(leaveOpen: true);
    }

    // A body that was read for its signature has been replaced by what was read
    PipeReader IRequestBodyPipeFeature.Reader => ReferenceEquals(_request.Body, _stream) ? this : field ??= Create(_request.Body);

    public static bool IsMeant(HttpRequest request) =>
        request.Headers.Expect is [{ } expected]
        && expected.Equals("100-continue", StringComparison.OrdinalIgnoreCase)
        && HttpProtocol.IsHttp11(request.Protocol);

    public static ValueTask<FlushResult> PrepareAsync(HttpContext http)
    {
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true })
            return http.Features.Get<IConnectionTransportFeature>() is { Transport.Output: { } connection }
                ? connection.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), http.RequestAborted)
                : default;
        var expected = new ExpectedContinue(http.Request);
        http.Features.Set<IRequestBodyPipeFeature>(expected);
        http.Response.OnStarting(expected.StartAnswer, http.Response);
        return default;
    }

    // After a refusal one client sends its body all the same and another does not: nobody can tell what would come next on the connection
    private Task StartAnswer(object response)
    {
        var answer = (HttpResponse)response;
        if (!_isAsked || answer.StatusCode >= StatusCodes.Status300MultipleChoices)
            answer.Headers.Connection = "close";
        return Task.CompletedTask;
    }

    public override bool TryRead(out ReadResult result)
    {
        _isAsked = true;
        return _body.TryRead(out result);
    }

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        _isAsked = true;
        return _body.ReadAsync(cancellationToken);
    }

    public override void AdvanceTo(SequencePosition consumed) => _body.AdvanceTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => _body.AdvanceTo(consumed, examined);

    public override void CancelPendingRead() => _body.CancelPendingRead();

    public override void Complete(Exception? exception = null) => _body.Complete(exception);
}
