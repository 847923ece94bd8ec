using Microsoft.AspNetCore.Http.Features;

namespace Lambda.Http;

/// <summary>The caller is Lambda, which does not go away; the function's time does.</summary>
internal sealed class RequestLifetime(CancellationToken deadline) : IHttpRequestLifetimeFeature, IDisposable
{
    private readonly CancellationTokenSource _aborted = CancellationTokenSource.CreateLinkedTokenSource(deadline);
    private CancellationToken? _replaced;

    public CancellationToken RequestAborted
    {
        get => _replaced ?? _aborted.Token;
        set => _replaced = value;
    }

    public void Abort() => _aborted.Cancel();

    public void Dispose() => _aborted.Dispose();
}
