namespace LocalCloud.Aws.Wire;

/// <summary>Ends when the caller has gone or the process stops. Most requests never ask, and then nothing is made for it.</summary>
internal sealed class RequestLife(HttpContext http, CancellationToken stopping) : IDisposable
{
    private CancellationTokenSource? _source;

    public CancellationToken Token => (_source ??= CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping)).Token;

    public bool HasEnded => _source is { IsCancellationRequested: true };

    public void Dispose() => _source?.Dispose();
}
