using System.Threading.Channels;

namespace LocalCloud.Aws.Lambda.Invoke;

/// <summary>
/// A response on its way from the function to a caller that takes it piece by piece. A slow caller slows the function down.
/// </summary>
internal sealed class ResponseStream
{
    private readonly Channel<byte[]> _pieces = Channel.CreateBounded<byte[]>(16);
    private readonly TaskCompletionSource<string?> _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The content type that the function gave, once it has begun to answer; null when it ended without an answer.</summary>
    public Task<string?> Begun => _begun.Task;

    public IAsyncEnumerable<byte[]> ReadAllAsync(CancellationToken cancellation) => _pieces.Reader.ReadAllAsync(cancellation);

    public void Begin(string? contentType) => _begun.TrySetResult(contentType);

    public ValueTask WriteAsync(byte[] piece, CancellationToken cancellation) => _pieces.Writer.WriteAsync(piece, cancellation);

    public void End()
    {
        _begun.TrySetResult(null);
        _pieces.Writer.TryComplete();
    }

    /// <summary>The caller has gone: what comes is thrown away.</summary>
    public void Abandon() => _ = DrainAsync();

    private async Task DrainAsync()
    {
        await foreach (var _ in _pieces.Reader.ReadAllAsync().ConfigureAwait(false)) { }
    }
}
